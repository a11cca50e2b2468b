import type { Report, WholeDraft } from '../api/rules';
import type { RuleWords } from './words';

/** One line of what a draft changes, in words. */
export function changeText(change: WholeDraft['changes'][number], words: RuleWords): string {
    if (change.before === null || change.after === null) {
        return `${change.standard} ${words.whole}: ${change.before === null ? words.added : words.gone}`;
    }
    const value = (text: string): string => (text === '' ? '—' : shown(change.key, text));
    return `${change.standard} ${change.key}: ${value(change.before)} → ${value(change.after)}`;
}

/** A target is kept in parts per million and read in per cent; what is long is cut. */
function shown(key: string, text: string): string {
    if (key === 'targetPpm' && /^\d+$/.test(text)) {
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
