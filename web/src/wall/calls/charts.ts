import type { Calls } from '../../api/board';
import { type Column, greatest, minuteAxis, niceTop, trailingSum } from '../../chart/series';
import type { ChartLine, OpenPoint } from '../../chart/TimeChart.svelte';
import { dayLabel, hourMinute } from '../../format/times';
import type { Words } from '../../text/words';

/** What a time chart draws. */
export interface ChartData {
    readonly xs: readonly number[];
    readonly lines: readonly ChartLine[];
    readonly open: readonly OpenPoint[];
    readonly top: number;
    readonly ticks: readonly { readonly x: number; readonly label: string }[];
}

/** A single minute has one call or none: the line is the sum of the last quarter of an hour. */
export const SPAN_MINUTES = 15;
const TICK_SECONDS = 30 * 60;

export function minuteChart(minutes: Calls['minutes'], words: Words): ChartData {
    const skipped = SPAN_MINUTES - 1;
    const xs = minuteAxis(minutes.from, minutes.counts.length).slice(skipped);
    const now = trailingSum(minutes.counts, SPAN_MINUTES).slice(skipped);
    const before = minutes.lastWeek === null ? null : trailingSum(minutes.lastWeek, SPAN_MINUTES).slice(skipped);
    const lines: ChartLine[] = [];
    if (before !== null) {
        lines.push({ label: words.lastWeek, values: before, ink: 4, wide: false });
    }
    lines.push({ label: words.thisWeek, values: now, ink: 1, wide: true });
    return {
        xs,
        lines,
        open: [],
        top: niceTop(greatest(now, before ?? [])),
        ticks: xs.filter((x) => x % TICK_SECONDS === 0).map((x) => ({ x, label: hourMinute(x * 1000) })),
    };
}

/** The days before today as a line, today's count so far as an open point: it is not finished. */
export function dayChart(
    days: readonly { readonly day: string; readonly count: number | null }[],
    today: number,
    words: Words,
): ChartData {
    const values: Column = days.map((day) => day.count);
    return dayLines(
        days.map((day) => day.day),
        [{ label: '', values, ink: 1, wide: false }],
        [{ value: today, ink: 1 }],
        words,
    );
}

export function dayLines(
    days: readonly string[],
    lines: readonly ChartLine[],
    today: readonly { readonly value: number; readonly ink: OpenPoint['ink'] }[],
    words: Words,
): ChartData {
    const xs = days.map((_, index) => index);
    const lastIndex = days.length - 1;
    const finished = lines.map((line) => ({
        ...line,
        values: line.values.map((value, index) => (index === lastIndex ? null : value)),
    }));
    const open = today.map(({ value, ink }) => ({ x: lastIndex, value, ink }));
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
