import type { DurationRow } from '../api/figures';

/** One bucket of a distribution, drawn. */
export interface Bar {
    /** Its upper bound in minutes; infinity for the last. */
    readonly upTo: number;
    /** Per cent of the tallest bucket's height. */
    readonly height: number;
    /** What stands under its right edge: the bound, in minutes or hours; nothing where it has none. */
    readonly label: string;
    readonly median: boolean;
    readonly ninth: boolean;
}

/** With more buckets than this every other bound is left unwritten. */
const CROWDED = 10;

/** The buckets of a distribution from the first to the last that counted anything, with the one after it for air. */
export function strip(row: DurationRow, bounds: readonly number[]): readonly Bar[] {
    const most = Math.max(1, ...row.buckets);
    const last = row.buckets.reduce((found, n, index) => (n > 0 ? index : found), 0);
    const drawn = row.buckets.slice(0, last + 2);
    return drawn.map((n, index) => {
        const upTo = bounds[index] ?? Number.POSITIVE_INFINITY;
        return {
            upTo,
            height: (100 * n) / most,
            label: drawn.length > CROWDED && index % 2 === 1 ? '' : boundText(upTo),
            median: holds(row.p50, upTo),
            ninth: holds(row.p90, upTo),
        };
    });
}

function holds(quantile: DurationRow['p50'], upTo: number): boolean {
    return quantile !== null && (quantile.upTo ?? Number.POSITIVE_INFINITY) === upTo;
}

/** A bound as short as can be: "45" minutes, "3 h". */
function boundText(minutes: number): string {
    if (!Number.isFinite(minutes)) {
        return '';
    }
    return minutes < 60 ? String(minutes) : `${Number((minutes / 60).toFixed(1))}h`;
}
