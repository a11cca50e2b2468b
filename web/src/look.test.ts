import { expect, it } from 'vitest';
import { carried, lookOf, otherLook } from './look';

const at = (path: string): URL => new URL(path, 'http://localhost');

it('a desk page is light where its address says so, or where nothing is said and the machine prefers it', () => {
    expect(lookOf(at('/trends/1?theme=light'), 'trends', false)).toBe('light');
    expect(lookOf(at('/alerts?theme=dark'), 'alerts', true)).toBe('dark');
    expect(lookOf(at('/alerts'), 'alerts', true)).toBe('light');
    expect(lookOf(at('/report/1'), 'report', false)).toBe('light');
    expect(lookOf(at('/alerts?theme=pink'), 'alerts', false)).toBe('dark');
});

it('a wall is dark whatever is said', () => {
    expect(lookOf(at('/wall/1?theme=light'), 'wall', true)).toBe('dark');
    expect(lookOf(at('/nowhere?theme=light'), null, true)).toBe('dark');
});

it('a chosen look goes on with the reader, unless the link chooses', () => {
    expect(carried(at('/alerts?unit=1'), at('/trends/1?theme=light')).search).toBe('?unit=1&theme=light');
    expect(carried(at('/alerts?theme=dark'), at('/trends/1?theme=light')).search).toBe('?theme=dark');
    expect(carried(at('/alerts'), at('/trends/1')).search).toBe('');
    expect(otherLook('/trends/1?indicator=alarms', 'dark')).toBe('/trends/1?indicator=alarms&theme=light');
});
