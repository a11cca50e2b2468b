import { describe, expect, it } from 'vitest';
import type { Figures } from '../api/figures';
import { zh } from '../text/zh';
import { trendChart } from './chart';

const figure = (start: string, numerator: number, denominator: number | null = null) => ({
    start,
    numerator,
    denominator,
    completeness: null,
});
const figures: Figures = {
    figures: [figure('2026-11-22', 8), figure('2026-11-24', 3)],
    samePeriodLastYear: [figure('2025-11-23', 5)],
    previousPeriod: null,
    kind: 'count',
    feed: 'alarm',
    since: '2025-06-01',
    shorterThanAYear: false,
    simulated: false,
    period: { from: '2026-11-22', to: '2026-11-24' },
    lastYear: { from: '2025-11-22', to: '2025-11-24' },
    previous: { from: '2026-11-19', to: '2026-11-21' },
};

describe('a trend', () => {
    it('lays last year under this one, piece by piece, with its gaps', () => {
        const chart = trendChart(figures, 'day', null, '2026-11-24', zh);
        expect(chart.lines.map((line) => line.values)).toEqual([
            [null, 5, null],
            [8, null, null],
        ]);
        expect(chart.open).toEqual([{ x: 2, value: 3, ink: 1 }]);
        expect(chart.levels).toEqual([]);
        expect(chart.band).toBeNull();
    });

    it('has no open point when its last piece is over', () => {
        const chart = trendChart(figures, 'day', null, '2026-12-24', zh);
        expect(chart.open).toEqual([]);
        expect(chart.lines.at(-1)?.values).toEqual([8, null, 3]);
    });

    it('shows a piece in which the series began as an open point, for it is not whole', () => {
        const months: Figures = {
            ...figures,
            figures: [figure('2026-09-01', 30), figure('2026-10-01', 40)],
            samePeriodLastYear: [figure('2025-09-01', 7), figure('2025-10-01', 35)],
            since: '2025-09-19',
            period: { from: '2026-09-01', to: '2026-10-31' },
            lastYear: { from: '2025-09-01', to: '2025-10-31' },
        };
        const chart = trendChart(months, 'month', null, '2026-11-24', zh);
        expect(chart.lines.map((line) => line.values)).toEqual([
            [null, 35],
            [30, 40],
        ]);
        expect(chart.open).toEqual([{ x: 0, value: 7, ink: 4 }]);
        const whole = trendChart({ ...months, since: '2025-09-01' }, 'month', null, '2026-11-24', zh);
        expect(whole.open).toEqual([]);
        const young = trendChart(
            { ...months, samePeriodLastYear: null, since: '2026-10-05' },
            'month',
            null,
            '2026-11-24',
            zh,
        );
        expect(young.open).toEqual([{ x: 1, value: 40, ink: 1 }]);
    });

    it('has no line for a last year in which nothing was ever counted', () => {
        const chart = trendChart({ ...figures, samePeriodLastYear: null }, 'day', null, '2026-11-24', zh);
        expect(chart.lines).toHaveLength(1);
    });

    it('of a rate has its target on the axis and its doubt as a band within it', () => {
        const rates: Figures = {
            ...figures,
            kind: 'proportion',
            figures: [figure('2026-11-22', 40, 80), figure('2026-11-23', 9, 10)],
            samePeriodLastYear: null,
        };
        const rule = {
            id: 'N02',
            clause: '三(三)',
            indicator: 'disputes.succeeded',
            comparator: 'ge',
            targetPpm: 900_000,
            kind: 'share',
            planTargetPpm: null,
            inForce: true,
        } as const;
        const chart = trendChart(rates, 'day', rule, '2026-12-24', zh);
        expect(chart.levels?.[0]?.value).toBe(900_000);
        expect(chart.top).toBeGreaterThanOrEqual(900_000);
        expect(chart.band?.low[2]).toBeNull();
        for (const bound of [...(chart.band?.low ?? []), ...(chart.band?.high ?? [])]) {
            expect(bound ?? chart.top).toBeLessThanOrEqual(chart.top);
            expect(bound ?? chart.top).toBeGreaterThanOrEqual(chart.bottom ?? 0);
        }
        const width = (index: number) => (chart.band?.high[index] ?? 0) - (chart.band?.low[index] ?? 0);
        expect(width(0)).toBeGreaterThan(0);
    });
});
