import type { Figure, Span } from '../api/figures';
import type { Grain } from '../route';

const DAY_MS = 86_400_000;

/** A local day moved by whole days. Days are handled as dates of UTC: only their order counts. */
export function plusDays(day: string, days: number): string {
    return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The default range: the 90 days that end with `today`. */
export function defaultSpan(today: string): Span {
    return { from: plusDays(today, -89), to: today };
}

export type Preset = 'days28' | 'days90' | 'year' | 'ytd';
export const PRESETS: readonly Preset[] = ['days28', 'days90', 'year', 'ytd'];

export function presetSpan(preset: Preset, today: string): Span {
    switch (preset) {
        case 'days28':
            return { from: plusDays(today, -27), to: today };
        case 'days90':
            return defaultSpan(today);
        case 'year':
            return { from: plusDays(today, -364), to: today };
        case 'ytd':
            return yearToDate(today);
    }
}

export function yearToDate(to: string): Span {
    return { from: `${to.slice(0, 4)}-01-01`, to };
}

/** The first days of the pieces of a span, as the server cuts it: the first piece begins where the span does. */
export function starts(span: Span, grain: Grain): readonly string[] {
    const found: string[] = [];
    for (let day = span.from; day <= span.to; day = next(day, grain)) {
        found.push(day);
    }
    return found;
}

function next(day: string, grain: Grain): string {
    if (grain === 'day') {
        return plusDays(day, 1);
    }
    const year = Number(day.slice(0, 4));
    const month = Number(day.slice(5, 7));
    if (grain === 'year') {
        return `${String(year + 1).padStart(4, '0')}-01-01`;
    }
    return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
}

/** The figures at each piece of a span; null where there is none, which is a gap and never a zero. */
export function placed(figures: readonly Figure[] | null, span: Span, grain: Grain): readonly (Figure | null)[] {
    const byStart = new Map((figures ?? []).map((figure) => [pieceOf(figure.start, grain), figure]));
    return starts(span, grain).map((start) => byStart.get(pieceOf(start, grain)) ?? null);
}

/** What names a piece: its month or year, so that a first piece that begins later in it is found too. */
function pieceOf(start: string, grain: Grain): string {
    return start.slice(0, grain === 'day' ? 10 : grain === 'month' ? 7 : 4);
}

/** True where the series was there for the whole span. Where it was not, nothing may be compared with it. */
export function isWhole(span: Span, since: string | null): boolean {
    return since !== null && since <= span.from;
}
