import type { Calls } from '../../api/board';
import { type ChartData, dayLines } from '../../chart/data';
import { type Column, greatest, minuteAxis, niceTop, trailingSum } from '../../chart/series';
import type { ChartLine } from '../../chart/TimeChart.svelte';
import { hourMinute } from '../../format/times';
import type { Words } from '../../text/words';

/** A single minute has one call or none: the line is the sum of the last quarter of an hour. */
export const SPAN_MINUTES = 15;
const TICK_SECONDS = 30 * 60;

/** Null where the minutes are not known: no line, not one at zero. */
export function minuteChart(minutes: Calls['minutes'], words: Words): ChartData | null {
    if (minutes.counts === null) {
        return null;
    }
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
    today: number | null,
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
