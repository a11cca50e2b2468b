import { describe, expect, it } from 'vitest';
import { gaps, greatest, lastKnown, minuteAxis, niceTop, trailingSum } from './series';

describe('series', () => {
    it('sum the last values, and none before there are enough', () => {
        expect(trailingSum([1, 2, 3, 4], 3)).toEqual([null, null, 6, 9]);
        expect(trailingSum([1, 1], 3)).toEqual([null, null]);
        expect(trailingSum([], 3)).toEqual([]);
    });

    it('of minutes stand at their minutes', () => {
        expect(minuteAxis('1970-01-01T00:10:00Z', 3)).toEqual([600, 660, 720]);
    });

    it('with missing values have gaps, also at both ends', () => {
        expect(gaps([null, 1, null, null, 2, null])).toEqual([
            [0, 1],
            [2, 4],
            [5, 6],
        ]);
        expect(gaps([1, 2])).toEqual([]);
        expect(gaps([null, null])).toEqual([[0, 2]]);
        expect(gaps([])).toEqual([]);
    });

    it('know zero from missing', () => {
        expect(gaps([0, null, 0])).toEqual([[1, 2]]);
        expect(lastKnown([3, 0, null])).toEqual({ index: 1, value: 0 });
        expect(lastKnown([null])).toBeNull();
    });

    it('have a round top whose half is a whole number', () => {
        for (const max of [0, 1, 4, 5, 7, 11, 13, 37, 99, 101, 2500, 99_999, 100_001]) {
            const top = niceTop(max);
            expect(top).toBeGreaterThanOrEqual(max);
            expect(top % 2).toBe(0);
            expect(top).toBeLessThanOrEqual(Math.max(4, max * 1.7));
        }
        expect(niceTop(0)).toBe(4);
        expect(niceTop(108)).toBe(120);
    });

    it('have a greatest value whatever is missing', () => {
        expect(greatest([1, null], [5])).toBe(5);
        expect(greatest([null], [])).toBe(0);
    });
});
