import { describe, expect, it } from 'vitest';
import { zh } from '../text/zh';
import { bucketText, missing, rateOf, rateText, sampleText, shakiness, waiting } from './parts';

describe('a part', () => {
    it('is a dash where nothing is known, and where nothing was counted', () => {
        expect(rateText({ n: null, d: null })).toBe('–');
        expect(rateText({ n: 0, d: 0 })).toBe('–');
        expect(sampleText({ n: null, d: null })).toBe('– / –');
        expect(missing({ n: 3, d: null })).toBeNull();
    });

    it('is rounded down, and may exceed one', () => {
        expect(rateOf({ n: 2, d: 3 })).toBe(666_666);
        expect(rateText({ n: 89_999, d: 100_000 })).toBe('89.9');
        expect(rateText({ n: 11, d: 10 })).toBe('110.0');
    });

    it('lacks what was planned and is not there', () => {
        expect(missing({ n: 38, d: 42 })).toBe(4);
        expect(missing({ n: 43, d: 42 })).toBe(0);
    });

    it('is drawn shaky from few and firm from many', () => {
        const few = shakiness({ n: 18, d: 20 });
        const many = shakiness({ n: 18_000, d: 20_000 });
        expect((few?.upper ?? 0) - (few?.lower ?? 0)).toBeGreaterThan(0.25);
        expect((many?.upper ?? 1) - (many?.lower ?? 0)).toBeLessThan(0.02);
        expect(shakiness({ n: 0, d: 0 })).toBeNull();
        expect(shakiness({ n: 3, d: 2 })).toBeNull();
        for (const n of [0, 7, 20]) {
            const drawn = shakiness({ n, d: 20 });
            expect(drawn?.lower).toBeGreaterThanOrEqual(0);
            expect(drawn?.upper).toBeLessThanOrEqual(1);
        }
    });
});

it('a quantile is shown with the bounds of its bucket', () => {
    expect(bucketText({ over: 2, upTo: 3 }, zh)).toBe('2–3 分');
    expect(bucketText({ over: 90, upTo: 120 }, zh)).toBe('90–120 分');
    expect(bucketText({ over: 180, upTo: 300 }, zh)).toBe('3–5 时');
    expect(bucketText({ over: 1440, upTo: null }, zh)).toBe('超过 24 时');
    expect(bucketText(null, zh)).toBe('–');
});

it('waiting grows from minutes to hours to days', () => {
    expect(waiting(7, zh)).toBe('7 分');
    expect(waiting(125, zh)).toBe('2:05');
    expect(waiting(3 * 1440 + 5, zh)).toBe('3 天');
});
