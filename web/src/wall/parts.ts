import type { Bucket, Part } from '../api/board';
import { count, percentDown, ratioPpm } from '../format/numbers';
import type { Words } from '../text/words';

/** A part's rate in parts per million, rounded down; null where nothing is known or nothing was counted. */
export function rateOf(part: Part): number | null {
    return part.n === null || part.d === null ? null : ratioPpm(part.n, part.d);
}

export function rateText(part: Part): string {
    const rate = rateOf(part);
    return rate === null ? '–' : percentDown(rate);
}

export function sampleText(part: Part): string {
    return `${count(part.n)} / ${count(part.d)}`;
}

/** How many are missing of what was planned; null where nothing was planned or nothing is known. */
export function missing(part: Part): number | null {
    return part.n === null || part.d === null ? null : Math.max(0, part.d - part.n);
}

const Z = 3.156;

/**
 * Where a rate may truly lie, from 0 to 1: Wilson's interval at 99.84 %, the level of verdicts. Only drawn, so that 90 % of 20 looks as shaky as it
 * is; never written and never compared. Null where there is no rate, or where it may exceed one.
 */
export function shakiness(part: Part): { readonly lower: number; readonly upper: number } | null {
    const { n, d } = part;
    if (n === null || d === null || d === 0 || n > d) {
        return null;
    }
    const rate = n / d;
    const square = (Z * Z) / d;
    const middle = (rate + square / 2) / (1 + square);
    const half = (Z / (1 + square)) * Math.sqrt((rate * (1 - rate)) / d + square / (4 * d));
    return { lower: Math.max(0, middle - half), upper: Math.min(1, middle + half) };
}

/** The bounds between which a quantile lies, in words. */
export function bucketText(bucket: Bucket | null, words: Words): string {
    if (bucket === null) {
        return '–';
    }
    if (bucket.upTo === null) {
        return words.overMinutes(hours(bucket.over, words));
    }
    return bucket.upTo > 120 && bucket.over >= 60
        ? `${hourNumber(bucket.over)}–${hours(bucket.upTo, words)}`
        : `${bucket.over}–${words.minutesShort(bucket.upTo)}`;
}

const hourNumber = (minutes: number): number => Number((minutes / 60).toFixed(1));

function hours(minutes: number, words: Words): string {
    return minutes >= 60 ? words.hoursShort(hourNumber(minutes)) : words.minutesShort(minutes);
}

/** A waiting time in minutes: "7 min", "2:05" hours, "3 d". */
export function waiting(minutes: number, words: Words): string {
    if (minutes < 60) {
        return words.minutesShort(minutes);
    }
    return minutes < 24 * 60
        ? `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
        : words.daysShort(Math.floor(minutes / (24 * 60)));
}
