import { describe, expect, it } from 'vitest';
import type { Control } from '../api/control';
import { zh } from '../text/zh';
import { axisOf, controlChart, perDay, signalTexts } from './control';

const point = (start: string, ppm: number, signals: readonly string[] = []) => ({
    start,
    numerator: 1,
    denominator: 2,
    ppm,
    signals,
});
const control: Control = {
    measure: 'share',
    points: [point('2026-01-01', 900_000), point('2026-02-01', 910_000), point('2026-04-01', 700_000, ['BELOW_LIMIT'])],
    leftOut: ['2026-03-01'],
    stretches: [
        { from: '2026-01-01', to: '2026-02-01', centrePpm: null, lowerPpm: null, upperPpm: null },
        { from: '2026-04-01', to: '2026-04-01', centrePpm: 900_000, lowerPpm: 820_000, upperPpm: 1_020_000 },
    ],
    minimumPoints: 12,
    target: { comparator: 'ge', ppm: 900_000 },
    rebased: [],
    variation: 'WORSE',
    assurance: null,
};

describe('a control chart', () => {
    it('has a gap for a month that no feed covers, and a mark where a rule speaks', () => {
        const chart = controlChart(control, zh);
        expect(chart?.lines[0]?.values).toEqual([900_000, 910_000, null, 700_000]);
        expect(chart?.marked).toEqual([{ x: 3, value: 700_000 }]);
        expect(chart?.ticks.map((tick) => tick.label)).toEqual(['2026-01', '2026-02', '2026-03', '2026-04']);
    });

    it('draws the limits of a stretch where it lies, none without limits and none beyond what is possible', () => {
        expect(controlChart(control, zh)?.levels).toEqual([
            { label: zh.centreLine, value: 900_000, kind: 'centre', from: 3, to: 3 },
            { label: zh.lowerLimit, value: 820_000, kind: 'limit', from: 3, to: 3 },
            { label: '≥\u202f90\u202f%', value: 900_000, kind: 'target' },
        ]);
    });

    it('is none without a month, and says in words what stands out, newest first', () => {
        expect(controlChart({ ...control, points: [] }, zh)).toBeNull();
        const twice = {
            ...control,
            points: [point('2026-02-01', 1, ['RUN_ABOVE', 'ABOVE_LIMIT']), ...control.points.slice(2)],
        };
        expect(signalTexts(twice, zh)).toEqual(['2026-04 低于控制限', '2026-02 连续在中线以上、高于控制限']);
    });

    it('sets counts per day on round numbers around them', () => {
        expect(axisOf([31_000_000, 47_000_000])).toEqual({ bottom: 30_000_000, top: 50_000_000 });
        expect(axisOf([0, 0])).toEqual({ bottom: 0, top: 2 });
        expect([0, 400_000, 4_500_000, 45_000_000].map(perDay)).toEqual(['0', '0.40', '4.5', '45']);
    });
});
