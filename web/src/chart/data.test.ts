import { expect, it } from 'vitest';
import { zh } from '../text/zh';
import { rateAxis, rateLine, writePercent } from './data';

it('a rate’s axis ends at tens and holds every rate', () => {
    for (const rates of [[0], [1_000_000], [896_000, 912_000], [null, 431_000], [500_000, 500_000]]) {
        const { bottom, top } = rateAxis(rates, [900_000]);
        expect(bottom % 10_000).toBe(0);
        expect((top - bottom) % 20_000).toBe(0);
        for (const rate of [...rates, 900_000]) {
            expect(rate ?? bottom).toBeGreaterThanOrEqual(bottom);
            expect(rate ?? bottom).toBeLessThanOrEqual(top);
        }
    }
    expect(rateAxis([985_000, 1_000_000])).toEqual({ bottom: 980_000, top: 1_000_000 });
    expect(rateAxis([1_013_000]).top).toBeGreaterThan(1_013_000);
    expect(rateAxis([null])).toEqual({ bottom: 0, top: 1_000_000 });
    expect(writePercent(900_000)).toBe('90%');
});

it('a day on which nothing was counted is a gap, not a zero', () => {
    const chart = rateLine(
        ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'],
        [
            { n: 9, d: 10 },
            { n: 0, d: 0 },
            { n: null, d: null },
            { n: 1, d: 2 },
        ],
        zh,
    );
    expect(chart.lines[0]?.values).toEqual([900_000, null, null, null]);
    expect(chart.open).toEqual([{ x: 3, value: 500_000, ink: 1 }]);
});
