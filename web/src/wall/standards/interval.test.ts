import { describe, expect, it } from 'vitest';
import { intervalGeometry } from './interval';

describe('an interval bar', () => {
    it('is short around a large sample and long around a small one', () => {
        const large = intervalGeometry(589_674, 579_000, 600_000, 590_000);
        const small = intervalGeometry(900_000, 620_000, 990_000, 900_000);
        expect(large.upper - large.lower).toBeLessThan(0.15);
        expect(small.upper - small.lower).toBeGreaterThan(0.6);
    });

    it('keeps lower <= rate <= upper and everything on the axis', () => {
        for (const [rate, lower, upper, target] of [
            [0, 0, 200_000, 900_000],
            [1_000_000, 800_000, 1_000_000, 950_000],
            [500_000, 0, 1_000_000, 500_000],
            [10_000, 5000, 20_000, 15_000],
        ] as const) {
            const g = intervalGeometry(rate, lower, upper, target);
            for (const place of [g.lower, g.rate, g.upper, g.target]) {
                expect(place).toBeGreaterThanOrEqual(0);
                expect(place).toBeLessThanOrEqual(1);
            }
            expect(g.lower).toBeLessThanOrEqual(g.rate);
            expect(g.rate).toBeLessThanOrEqual(g.upper);
            expect(g.fromPpm).toBeGreaterThanOrEqual(0);
            expect(g.toPpm).toBeLessThanOrEqual(1_000_000);
        }
    });

    it('has the target to the right of a rate that misses it', () => {
        const g = intervalGeometry(850_000, 820_000, 880_000, 900_000);
        expect(g.upper).toBeLessThan(g.target);
        expect(g.fromPpm).toBe(800_000);
        expect(g.toPpm).toBe(1_000_000);
    });
});
