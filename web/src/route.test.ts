import { expect, it } from 'vitest';
import { routeOf, wallPath } from './route';

const at = (path: string) => routeOf(new URL(path, 'http://wall.example'));

it('addresses name a unit and a language', () => {
    expect(at('/')).toEqual({ unit: null, language: 'zh' });
    expect(at('/wall/990100')).toEqual({ unit: '990100', language: 'zh' });
    expect(at('/wall/990100/?lang=en')).toEqual({ unit: '990100', language: 'en' });
});

it('other addresses are no page', () => {
    expect(at('/walls/1')).toBeNull();
    expect(at('/wall/1/2')).toBeNull();
    expect(at('/wall/%E0%A4%A')).toBeNull();
});

it('a path leads back to its unit', () => {
    expect(at(wallPath('a/b ?', 'en'))).toEqual({ unit: 'a/b ?', language: 'en' });
    expect(wallPath('1', 'zh')).toBe('/wall/1');
});
