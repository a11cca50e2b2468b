import type { Comparator } from '../api/board';

const PPM = 1_000_000;
const MINUS = '\u2212';
const THIN = '\u202f';
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A count with thousands set apart; a dash where there is none. */
export function count(n: number | null): string {
    return n === null ? '–' : grouped.format(n);
}

/** A difference with its sign; zero is "±0". */
export function signed(n: number): string {
    if (n === 0) {
        return '±0';
    }
    return n > 0 ? `+${grouped.format(n)}` : `${MINUS}${grouped.format(-n)}`;
}

/** Parts per million of two counts, rounded down; null when nothing was counted. */
export function ratioPpm(numerator: number, denominator: number): number | null {
    return denominator === 0 ? null : Math.floor((numerator * PPM) / denominator);
}

/** Per cent with one decimal, rounded down: 89.96 % must never read as a reached 90 %. */
export function percentDown(ppm: number): string {
    return (Math.floor(ppm / 1000) / 10).toFixed(1);
}

/** Per cent with one decimal, rounded up: for upper bounds. */
export function percentUp(ppm: number): string {
    return (Math.ceil(ppm / 1000) / 10).toFixed(1);
}

/** A target as the plan writes it: no decimals unless it has some. */
export function targetPercent(ppm: number): string {
    return `${Number((ppm / 10_000).toFixed(2))}${THIN}%`;
}

const SIGNS: Readonly<Record<Comparator, string>> = { ge: '≥', gt: '>', le: '≤', lt: '<' };

export function target(comparator: Comparator, ppm: number): string {
    return `${SIGNS[comparator]}${THIN}${targetPercent(ppm)}`;
}

/**
 * How far a count is from the same count a week ago, in standard deviations of the difference of two Poisson counts.
 * Signed; 0 when both are nothing. It measures surprise, not volume.
 */
export function deviation(now: number, before: number): number {
    return now + before === 0 ? 0 : (now - before) / Math.sqrt(now + before);
}
