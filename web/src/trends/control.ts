import type { Control } from '../api/control';
import { type ChartData, rateAxis, writePercent } from '../chart/data';
import type { ChartLevel } from '../chart/TimeChart.svelte';
import { target, targetPercent } from '../format/numbers';
import type { Words } from '../text/words';
import { starts } from './periods';

const PPM = 1_000_000;

/**
 * Closed months with the centre line and the limits of their stretch. A limit beyond what is possible is not drawn: nothing
 * can cross it. Months that no feed covers are gaps. Null without points.
 */
export function controlChart(control: Control, words: Words): ChartData | null {
    const { points } = control;
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) {
        return null;
    }
    const share = control.measure === 'share';
    const months = starts({ from: first.start, to: last.start }, 'month').map((day) => day.slice(0, 7));
    const at = (day: string): number => months.indexOf(day.slice(0, 7));
    const byMonth = new Map(points.map((point) => [point.start.slice(0, 7), point]));
    const values = months.map((month) => byMonth.get(month)?.ppm ?? null);
    const limits = control.stretches.flatMap((stretch, place) =>
        limitsOf(stretch, at, place === control.stretches.length - 1, share, words),
    );
    const known = [...points.map((point) => point.ppm), ...limits.map((level) => level.value)];
    const axis = share ? rateAxis(known) : axisOf(known);
    return {
        xs: months.map((_, x) => x),
        lines: [{ label: '', values, ink: 2, wide: false }],
        open: [],
        marked: points.flatMap((point) =>
            point.signals.length === 0 ? [] : [{ x: at(point.start), value: point.ppm }],
        ),
        levels: [...limits, ...targetWithin(control.target, axis)],
        ticks: months.map((label, x) => ({ x, label })),
        ...axis,
        write: share ? writePercent : perDay,
    };
}

/** The target where the months come near it: it is asked of the whole window, and must not press the months flat. */
function targetWithin(
    asked: Control['target'],
    axis: { readonly bottom: number; readonly top: number },
): readonly ChartLevel[] {
    if (asked === null || asked.ppm < axis.bottom || asked.ppm > axis.top) {
        return [];
    }
    const { comparator, ppm } = asked;
    const label = comparator === 'none' ? targetPercent(ppm) : target(comparator, ppm);
    return [{ label, value: ppm, kind: 'target' }];
}

function limitsOf(
    stretch: Control['stretches'][number],
    at: (day: string) => number,
    newest: boolean,
    share: boolean,
    words: Words,
): readonly ChartLevel[] {
    const [from, to] = [at(stretch.from), at(stretch.to)];
    const level = (value: number | null, kind: 'limit' | 'centre', label: string): readonly ChartLevel[] =>
        value === null || value < 0 || (share && value > PPM)
            ? []
            : [{ label: newest ? label : '', value, kind, from, to }];
    return [
        ...level(stretch.upperPpm, 'limit', words.upperLimit),
        ...level(stretch.centrePpm, 'centre', words.centreLine),
        ...level(stretch.lowerPpm, 'limit', words.lowerLimit),
    ];
}

/** Round numbers around all values, of which the middle one is round too. */
export function axisOf(known: readonly number[]): { readonly bottom: number; readonly top: number } {
    const [least, most] = [Math.min(...known), Math.max(...known)];
    for (let power = 10 ** Math.floor(Math.log10(Math.max(1, (most - least) / 2))); ; power *= 10) {
        for (const half of [power, 2 * power, 5 * power]) {
            const bottom = Math.max(0, Math.floor(least / half) * half);
            if (most <= bottom + 2 * half) {
                return { bottom, top: bottom + 2 * half };
            }
        }
    }
}

/** A count per day: with as many digits as small ones need. */
export function perDay(ppm: number): string {
    const value = ppm / PPM;
    return value === 0 ? '0' : value.toFixed(value < 1 ? 2 : value < 10 ? 1 : 0);
}

/** The months that stand out and why, newest first, in words. */
export function signalTexts(control: Control, words: Words): readonly string[] {
    return control.points
        .filter((point) => point.signals.length > 0)
        .reverse()
        .map(
            (point) =>
                `${point.start.slice(0, 7)} ${point.signals.map((signal) => words.signal[signal] ?? signal).join(words.listComma)}`,
        );
}
