import { expect, it } from 'vitest';
import type { Movements } from '../api/control';
import { zh } from '../text/zh';
import { movedParts, movedText } from './movements';

const part = (name: string, ratePpm: number | null, mixPpm: number | null, moved = 0) => ({
    part: name,
    moved,
    ratePpm,
    mixPpm,
});
const rate: Movements = {
    movedPpm: 18_500,
    before: { numerator: 90, denominator: 100 },
    after: { numerator: 92, denominator: 100 },
    parts: [part('a', 2000, 1000), part('b', 0, 0), part('c', -20_000, 500), part('d', 34_000, 1000)],
};

it('keeps the parts that moved most in the order they came in, split into rate and mix', () => {
    expect(movedParts(rate, 2)).toEqual([
        { part: 'c', moved: '\u22121.9', rate: '\u22122.0', mix: '+0.1' },
        { part: 'd', moved: '+3.5', rate: '+3.4', mix: '+0.1' },
    ]);
    expect(movedParts(rate, 9).map((each) => each.part)).toEqual(['a', 'c', 'd']);
    expect(movedText(rate, zh)).toBe('+1.9 个百分点');
});

it('of counts gives the difference alone', () => {
    const counts: Movements = {
        movedPpm: null,
        before: { numerator: 100, denominator: null },
        after: { numerator: 88, denominator: null },
        parts: [part('x', null, null, -15), part('y', null, null, 3)],
    };
    expect(movedParts(counts, 4)).toEqual([
        { part: 'x', moved: '\u221215', rate: null, mix: null },
        { part: 'y', moved: '+3', rate: null, mix: null },
    ]);
    expect(movedText(counts, zh)).toBe('\u221212');
});
