import type { FunnelAnswer } from '../api/control';

/** Drawn in shares of the plot's width and height, from its lower left corner. */
export interface FunnelShape {
    readonly bottomPpm: number;
    readonly topPpm: number;
    readonly most: number;
    readonly centre: number;
    readonly inner: readonly (readonly Spot[])[];
    readonly outer: readonly (readonly Spot[])[];
    readonly places: readonly (Spot & { readonly unit: string; readonly name: string; readonly standing: string })[];
}
export interface Spot {
    readonly x: number;
    readonly y: number;
}

const STEP = 100_000;

/**
 * The funnel's plot: from zero tries to a little more than the largest station's, and as high as its stations and the limits
 * at the smallest of them. Null where too few stations counted anything.
 */
export function funnelShape(answer: FunnelAnswer): FunnelShape | null {
    const places = answer.places.filter((place) => place.denominator > 0);
    if (answer.centrePpm === null || places.length === 0 || answer.lines.length === 0) {
        return null;
    }
    const centrePpm = answer.centrePpm;
    const least = Math.min(...places.map((place) => place.denominator));
    const most = 1.06 * Math.max(...places.map((place) => place.denominator));
    const rates = places.map((place) => Math.floor((place.numerator * 1_000_000) / place.denominator));
    const begun = answer.lines.filter((line) => line.tries >= least);
    const all = [...rates, centrePpm, ...begun.flatMap((line) => [line.outerLowerPpm, line.outerUpperPpm])];
    const bottomPpm = Math.max(0, Math.floor(Math.min(...all) / STEP) * STEP);
    const topPpm = Math.max(bottomPpm + STEP, Math.min(1_000_000, Math.ceil(Math.max(...all) / STEP) * STEP));
    const up = (ppm: number): number => (ppm - bottomPpm) / (topPpm - bottomPpm);
    const line = (value: (each: FunnelAnswer['lines'][number]) => number): readonly Spot[] =>
        answer.lines.map((each) => ({ x: each.tries / most, y: up(value(each)) }));
    return {
        bottomPpm,
        topPpm,
        most,
        centre: up(centrePpm),
        inner: [line((each) => each.innerLowerPpm), line((each) => each.innerUpperPpm)],
        outer: [line((each) => each.outerLowerPpm), line((each) => each.outerUpperPpm)],
        places: places.map((place, index) => ({
            x: place.denominator / most,
            y: up(rates[index] ?? 0),
            unit: place.unit,
            name: place.name,
            standing: place.standing ?? 'WITHIN',
        })),
    };
}
