import type { Figure, Figures, Rule } from '../api/figures';
import { type ChartData, rateAxis, writePercent } from '../chart/data';
import { type Column, greatest, niceTop } from '../chart/series';
import type { ChartBand, ChartLine, OpenPoint } from '../chart/TimeChart.svelte';
import { count, target } from '../format/numbers';
import type { Grain } from '../route';
import type { Words } from '../text/words';
import { shakiness } from '../wall/parts';
import { isRate, type Kind, reading } from './compare';
import { placed, starts } from './periods';

/** What a chart needs of a standard. */
type Target = Pick<Rule, 'clause' | 'comparator' | 'targetPpm'>;

/**
 * A trend: this period, the same period last year behind it, each point's 99.84 % interval as a band where it is a rate, and
 * the target where a standard has one. The piece that holds `today` is not finished and stands as an open point.
 */
export function trendChart(
    figures: Figures,
    grain: Grain,
    rule: Target | null,
    today: string,
    words: Words,
): ChartData {
    const pieces = starts(figures.period, grain);
    const now = placed(figures.figures, figures.period, grain);
    const before = placed(figures.samePeriodLastYear, figures.lastYear, grain).slice(0, pieces.length);
    const rate = now.concat(before).some((figure) => figure !== null && isRate(figure, figures.kind));
    const column = (row: readonly (Figure | null)[]): Column =>
        pieces.map((_, index) => valueAt(row[index] ?? null, figures.kind));
    const growing = figures.period.to >= today && figures.kind !== 'level' ? pieces.length - 1 : -1;
    const values = column(now);
    const earlier = column(before);
    const begun = begunIn(pieces, figures.since);
    const begunBefore = begunIn(starts(figures.lastYear, grain), figures.since);
    const lines: ChartLine[] = [];
    if (figures.samePeriodLastYear !== null) {
        lines.push({
            label: words.lastYear,
            values: earlier.map((value, index) => (index === begunBefore ? null : value)),
            ink: 4,
            wide: false,
        });
    }
    lines.push({
        label: words.nowLine,
        values: values.map((value, index) => (index === growing || index === begun ? null : value)),
        ink: 1,
        wide: pieces.length <= 120,
    });
    const band = rate ? bandOf(now) : null;
    const levels = rule === null ? [] : [levelOf(rule)];
    const known = [...values, ...earlier];
    const axis = rate
        ? rateAxis(
              [...known, ...(band?.low ?? []), ...(band?.high ?? [])],
              levels.map((level) => level.value),
          )
        : { bottom: 0, top: niceTop(greatest(known)) };
    return {
        xs: pieces.map((_, index) => index),
        lines,
        open: [
            ...opened(earlier, figures.samePeriodLastYear === null ? [] : [begunBefore], 4),
            ...opened(values, [begun, growing], 1),
        ],
        ...axis,
        band: band === null ? null : clipped(band, axis.bottom, axis.top),
        levels,
        write: rate ? writePercent : count,
        ticks: ticksOf(pieces, grain),
    };
}

/** The piece in which the series began after its first day, which is not whole; -1 where there is none. */
function begunIn(pieces: readonly string[], since: string | null): number {
    return pieces.filter((start) => since !== null && start < since).length - 1;
}

/** Pieces that are not whole, as hollow points. */
function opened(values: Column, at: readonly number[], ink: OpenPoint['ink']): readonly OpenPoint[] {
    return [...new Set(at)].flatMap((x) => {
        const value = values[x];
        return value == null ? [] : [{ x, value, ink }];
    });
}

function valueAt(figure: Figure | null, kind: Kind): number | null {
    return figure === null ? null : reading(figure, kind);
}

function bandOf(row: readonly (Figure | null)[]): ChartBand {
    const intervals = row.map((figure) =>
        figure === null ? null : shakiness({ n: figure.numerator, d: figure.denominator }),
    );
    return {
        low: intervals.map((interval) => (interval === null ? null : interval.lower * 1e6)),
        high: intervals.map((interval) => (interval === null ? null : interval.upper * 1e6)),
    };
}

function clipped(band: ChartBand, bottom: number, top: number): ChartBand {
    const within = (value: number | null): number | null =>
        value === null ? null : Math.min(top, Math.max(bottom, value));
    return { low: band.low.map(within), high: band.high.map(within) };
}

function levelOf(rule: Target): { readonly label: string; readonly value: number; readonly kind: 'target' } {
    return {
        label: rule.comparator === 'none' ? rule.clause : `${rule.clause} ${target(rule.comparator, rule.targetPpm)}`,
        value: rule.targetPpm,
        kind: 'target',
    };
}

/** Every day of a short range, first days of months of a long one; the chart leaves out those that have no room. */
function ticksOf(pieces: readonly string[], grain: Grain): readonly { readonly x: number; readonly label: string }[] {
    const label = (day: string): string => (grain === 'day' ? day.slice(5) : day.slice(0, grain === 'month' ? 7 : 4));
    const days = grain === 'day' && pieces.length > 62;
    return pieces.flatMap((day, x) => (days && !day.endsWith('-01') ? [] : [{ x, label: label(day) }]));
}
