/** A column of a chart: null is missing data and stays a gap. */
export type Column = readonly (number | null)[];

/** Sum of the last `span` values at each place; null until that many are there. */
export function trailingSum(values: readonly number[], span: number): (number | null)[] {
    let sum = 0;
    return values.map((value, index) => {
        sum += value - (values[index - span] ?? 0);
        return index < span - 1 ? null : sum;
    });
}

/** Epoch seconds of each minute from `from` on. */
export function minuteAxis(from: string, length: number): number[] {
    const start = Math.floor(Date.parse(from) / 1000);
    return Array.from({ length }, (_, index) => start + index * 60);
}

/** Runs of missing values as half-open index ranges. */
export function gaps(values: Column): (readonly [number, number])[] {
    const found: (readonly [number, number])[] = [];
    let start = -1;
    for (let index = 0; index <= values.length; index++) {
        const missing = index < values.length && values[index] === null;
        if (missing && start < 0) {
            start = index;
        } else if (!missing && start >= 0) {
            found.push([start, index]);
            start = -1;
        }
    }
    return found;
}

/** The least round even number that is not below `max`: its half is a round number too. At least 4, so that 1 is not a peak. */
export function niceTop(max: number): number {
    const least = Math.max(4, max);
    const power = 10 ** Math.floor(Math.log10(least));
    const tops = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].map((factor) => Math.round(factor * power));
    return tops.find((top) => top >= least && top % 2 === 0) ?? 10 * power;
}

/** The greatest value of several columns, 0 when there is none. */
export function greatest(...columns: readonly Column[]): number {
    let max = 0;
    for (const column of columns) {
        for (const value of column) {
            max = Math.max(max, value ?? 0);
        }
    }
    return max;
}

/** The last value that is there, and its index. */
export function lastKnown(values: Column): { readonly index: number; readonly value: number } | null {
    for (let index = values.length - 1; index >= 0; index--) {
        const value = values[index];
        if (value !== null && value !== undefined) {
            return { index, value };
        }
    }
    return null;
}
