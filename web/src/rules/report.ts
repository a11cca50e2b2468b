import type { Report, WholeDraft } from '../api/rules';
import type { RuleWords } from './words';

export interface ChangeLine {
    readonly standard: string;
    readonly what: string;
    /** Empty where the whole standard is new or gone. */
    readonly before: string;
    readonly after: string;
}

/** One line of what a draft changes, in words; a key without a word stands for itself. */
export function changeLine(change: WholeDraft['changes'][number], words: RuleWords): ChangeLine {
    const { standard, key } = change;
    if (change.before === null || change.after === null) {
        return { standard, what: words.whole, before: '', after: change.before === null ? words.added : words.gone };
    }
    const value = (text: string): string => (text === '' ? '—' : shown(key, text, words));
    return { standard, what: words.key[key] ?? key, before: value(change.before), after: value(change.after) };
}

/** How far a draft is: the index of the step that waits, of draft, backtest, approval, log; 4 when all is done. */
export function stepOf(whole: WholeDraft): number {
    switch (whole.draft.state) {
        case 'LIVE':
            return 4;
        case 'APPROVED':
            return 3;
        case 'DECLINED':
        case 'DRAFTED':
            return whole.backtests.some((each) => each.state === 'DONE' && each.current) ? 2 : 1;
    }
}

/** A target is kept in parts per million and read in per cent; what is long is cut. */
function shown(key: string, text: string, words: RuleWords): string {
    if (text === 'true' || text === 'false') {
        return text === 'true' ? words.yes : words.no;
    }
    if (/Ppm$/.test(key) && /^\d+$/.test(text)) {
        return `${Number(text) / 10_000} %`;
    }
    return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

export type Row = Report['standards'][number] & { readonly only: number };

/** The standards a draft raises or changes anything on, those with a difference first, then as the report has them. */
export function rowsOf(report: Report): readonly Row[] {
    const only = new Map<string, number>();
    for (const alert of [...report.onlyDraft, ...report.onlyInForce]) {
        only.set(alert.standard, (only.get(alert.standard) ?? 0) + 1);
    }
    const rows = report.standards.map((standard) => ({ ...standard, only: only.get(standard.standard) ?? 0 }));
    return [...rows.filter((row) => row.only > 0), ...rows.filter((row) => row.only === 0)];
}

/** A number of expected events: as many digits as a small one needs. */
export function expected(value: number | null): string {
    if (value === null) {
        return '—';
    }
    return value.toFixed(value < 0.095 ? 3 : value < 9.5 ? 1 : 0);
}
