import { expect, it } from 'vitest';
import { en } from './en';
import { zh } from './zh';

/** Every name of an object and of the objects in it, as paths. */
function names(value: object, path = ''): string[] {
    return Object.entries(value).flatMap(([name, item]) =>
        typeof item === 'object' && item !== null ? names(item, `${path}${name}.`) : [`${path}${name}`],
    );
}

it('both languages have the same words', () => {
    expect(names(en).sort()).toEqual(names(zh).sort());
});

it('no word is empty', () => {
    const words = [...Object.values(zh), ...Object.values(en)].filter((word) => typeof word === 'string');
    expect(words.filter((word) => word.trim() === '')).toEqual([]);
});
