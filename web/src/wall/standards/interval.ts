/** Where an interval bar's parts stand, each from 0 (left end of the axis) to 1 (right end). */
export interface IntervalGeometry {
    readonly fromPpm: number;
    readonly toPpm: number;
    readonly lower: number;
    readonly upper: number;
    readonly rate: number;
    readonly target: number;
}

const STARTS = [950_000, 900_000, 800_000, 750_000, 700_000, 600_000, 500_000, 400_000, 250_000] as const;
const ENDS = [50_000, 100_000, 250_000, 500_000, 600_000, 700_000, 750_000, 800_000, 900_000] as const;
/** Room kept on both sides, so that a mark at the edge is not cut. */
const ROOM = 20_000;

/**
 * Lays an interval and its target on an axis that begins and ends at round numbers and stays within 0..100 %. The axis
 * is as short as both fit on, so that a target close to the rate can be told from it; its ends are labelled.
 */
export function intervalGeometry(
    ratePpm: number,
    lowerPpm: number,
    upperPpm: number,
    targetPpm: number,
): IntervalGeometry {
    const low = Math.min(ratePpm, lowerPpm, targetPpm) - ROOM;
    const high = Math.max(ratePpm, upperPpm, targetPpm) + ROOM;
    const fromPpm = STARTS.find((start) => start <= low) ?? 0;
    const toPpm = ENDS.find((end) => end >= high) ?? 1_000_000;
    const place = (ppm: number): number => Math.min(1, Math.max(0, (ppm - fromPpm) / (toPpm - fromPpm)));
    return {
        fromPpm,
        toPpm,
        lower: place(lowerPpm),
        upper: place(upperPpm),
        rate: place(ratePpm),
        target: place(targetPpm),
    };
}
