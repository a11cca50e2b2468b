import { expect, it } from 'vitest';
import type { FunnelAnswer } from '../api/control';
import { funnelShape } from './funnel';

const answer: FunnelAnswer = {
    minimumStations: 5,
    centrePpm: 900_000,
    places: [
        { unit: '1', name: '甲', numerator: 45, denominator: 50, standing: 'WITHIN' },
        { unit: '2', name: '乙', numerator: 70, denominator: 100, standing: 'BELOW' },
        { unit: '3', name: '丙', numerator: 0, denominator: 0, standing: null },
    ],
    leftOut: [],
    lines: [
        {
            tries: 10,
            innerLowerPpm: 600_000,
            innerUpperPpm: 1_000_000,
            outerLowerPpm: 400_000,
            outerUpperPpm: 1_000_000,
        },
        { tries: 100, innerLowerPpm: 840_000, innerUpperPpm: 960_000, outerLowerPpm: 790_000, outerUpperPpm: 990_000 },
    ],
};

it('places stations by size and share, those without a try nowhere', () => {
    const shape = funnelShape(answer);
    expect(shape?.places.map((place) => place.unit)).toEqual(['1', '2']);
    expect(shape?.bottomPpm).toBe(700_000);
    expect(shape?.topPpm).toBe(1_000_000);
    expect(shape?.places[1]).toMatchObject({ x: 100 / 106, y: 0, standing: 'BELOW' });
    expect(shape?.centre).toBeCloseTo(2 / 3);
});

it('lets the limits of sizes that no station has run out of the plot', () => {
    expect(funnelShape(answer)?.outer[0]?.[0]?.y).toBe(-1);
});

it('is none where too few stations counted anything', () => {
    expect(funnelShape({ ...answer, centrePpm: null, lines: [] })).toBeNull();
});
