import type { Part } from '../api/board';
import { ratioPpm } from '../format/numbers';
import { dayLabel } from '../format/times';
import type { Words } from '../text/words';
import { type Column, greatest, niceTop } from './series';
import type { ChartBand, ChartLevel, ChartLine, MarkedPoint, OpenPoint } from './TimeChart.svelte';

/** What a time chart draws. */
export interface ChartData {
    readonly xs: readonly number[];
    readonly lines: readonly ChartLine[];
    readonly open: readonly OpenPoint[];
    readonly marked?: readonly MarkedPoint[];
    readonly top: number;
    readonly bottom?: number;
    readonly ticks: readonly { readonly x: number; readonly label: string }[];
    readonly levels?: readonly ChartLevel[];
    readonly band?: ChartBand | null;
    readonly write?: (value: number) => string;
}

/** Days as lines, today's values so far as open points: they are not finished. */
export function dayLines(
    days: readonly string[],
    lines: readonly ChartLine[],
    today: readonly { readonly value: number | null; readonly ink: OpenPoint['ink'] }[],
    words: Words,
): ChartData {
    const xs = days.map((_, index) => index);
    const lastIndex = days.length - 1;
    const finished = lines.map((line) => ({
        ...line,
        values: line.values.map((value, index) => (index === lastIndex ? null : value)),
    }));
    const open = today.flatMap(({ value, ink }) => (value === null ? [] : [{ x: lastIndex, value, ink }]));
    const ticks = [0, 7, 14, 21]
        .filter((back) => lastIndex - back - 6 >= 0 || back === 0)
        .map((back) => ({
            x: lastIndex - back,
            label: back === 0 ? words.today : dayLabel(days[lastIndex - back] ?? ''),
        }));
    return {
        xs,
        lines: finished,
        open,
        top: niceTop(
            greatest(
                ...finished.map((line) => line.values),
                open.map((point) => point.value),
            ),
        ),
        ticks,
    };
}

/** Half the height of a rate's axis and what its bottom is a multiple of, so that all three marks are round: parts per million. */
const HALVES = [
    [10_000, 10_000],
    [20_000, 10_000],
    [50_000, 50_000],
    [100_000, 50_000],
    [200_000, 100_000],
    [500_000, 500_000],
] as const;

/** The shortest axis of round numbers that holds every rate; above 100 % only where a rate is. Parts per million. */
export function rateAxis(
    rates: Column,
    also: readonly number[] = [],
): { readonly bottom: number; readonly top: number } {
    const known = [...rates.filter((rate) => rate !== null), ...also];
    if (known.length === 0) {
        return { bottom: 0, top: 1_000_000 };
    }
    const [least, most] = [Math.min(...known), Math.max(...known)];
    for (const [half, step] of HALVES) {
        const bottom = Math.floor(least / step) * step;
        const over = most <= 1_000_000 && bottom + 2 * half > 1_000_000;
        const from = over ? 1_000_000 - 2 * half : bottom;
        if (from >= 0 && most <= from + 2 * half) {
            return { bottom: from, top: from + 2 * half };
        }
    }
    return { bottom: 0, top: Math.ceil(most / 1_000_000) * 1_000_000 };
}

export const writePercent = (ppm: number): string => `${Math.round(ppm / 10_000)}%`;

/** The rate of each day before today as a line, today's so far as an open point; days without any are gaps. */
export function rateLine(days: readonly string[], parts: readonly Part[], words: Words): ChartData {
    const rates = parts.map((part) => (part.n === null || part.d === null ? null : ratioPpm(part.n, part.d)));
    const chart = dayLines(
        days,
        [{ label: '', values: rates, ink: 1, wide: false }],
        [{ value: rates.at(-1) ?? null, ink: 1 }],
        words,
    );
    return { ...chart, ...rateAxis(rates), write: writePercent };
}
