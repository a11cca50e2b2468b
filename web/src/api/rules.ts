import type { Writer } from './alerts';
import { json, Refusal, send } from './client';
import { boolean, list, nullable, number, object, oneOf, type Read, string } from './reader';

const author = object({ account: string, role: string, authenticated: boolean });

const draft = object({
    id: string,
    state: oneOf('DRAFTED', 'APPROVED', 'LIVE', 'DECLINED'),
    reason: string,
    by: author,
    at: string,
    decision: nullable(
        object({ backtest: nullable(number), reason: string, by: author, at: string, live: nullable(string) }),
    ),
});

const alert = object({ unit: string, standard: string, fired: string, days: number });

/** What a backtest found; the standards with what chance does at the stations' present sizes. */
const report = object({
    alerts: list(alert),
    alertsAMonth: number,
    standards: list(
        object({
            standard: string,
            alerts: number,
            stations: number,
            daysCertainlyMissed: number,
            expectedFalseAlarms: optional(number),
            expectedMisses: optional(number),
        }),
    ),
    inForce: object({ alerts: list(alert), alertsAMonth: number }),
    onlyDraft: list(alert),
    onlyInForce: list(alert),
});

const backtest = object({
    number,
    from: string,
    to: string,
    state: oneOf('RUNNING', 'DONE', 'FAILED'),
    current: boolean,
    percent: nullable(number),
    by: author,
    started: string,
    fault: nullable(string),
    report: nullable(report),
});

const readRules = object({
    rules: object({ id: string, version: number, digest: string, standards: number, inForce: number }),
    drafts: list(draft),
});

const readDraft = object({
    draft,
    changes: list(object({ standard: string, key: string, before: nullable(string), after: nullable(string) })),
    backtests: list(backtest),
});

/** A key that may be left out reads as null. */
function optional<T>(inner: (value: unknown, at: string) => T): (value: unknown, at: string) => T | null {
    return (value, at) => (value === undefined ? null : inner(value, at));
}

export type Rules = Read<typeof readRules>;
export type Draft = Read<typeof draft>;
export type WholeDraft = Read<typeof readDraft>;
export type Backtest = Read<typeof backtest>;
export type Report = Read<typeof report>;

export async function fetchRules(signal: AbortSignal): Promise<Rules> {
    return readRules(await json('/api/v1/rules', signal), 'rules');
}

/** The newest rules as they are written. */
export async function fetchText(signal: AbortSignal): Promise<string> {
    return object({ text: string })(await json('/api/v1/rules/text', signal), 'text').text;
}

const pathOf = (id: string): string => `/api/v1/rules/drafts/${encodeURIComponent(id)}`;

export async function fetchDraft(id: string, signal: AbortSignal): Promise<WholeDraft> {
    return readDraft(await json(pathOf(id), signal), 'draft');
}

export async function addDraft(text: string, reason: string, writer: Writer): Promise<WholeDraft> {
    return readDraft(await send('POST', '/api/v1/rules/drafts', { author: writer, reason, text }), 'draft');
}

export async function tryDraft(id: string, from: string, to: string, writer: Writer): Promise<WholeDraft> {
    return readDraft(await send('POST', `${pathOf(id)}/backtests`, { author: writer, from, to }), 'draft');
}

/** Approves on a backtest, or declines where there is none given. */
export async function decideDraft(
    id: string,
    onBacktest: number | null,
    reason: string,
    writer: Writer,
): Promise<WholeDraft> {
    const decision = onBacktest === null ? { decision: 'DECLINED' } : { decision: 'APPROVED', backtest: onBacktest };
    return readDraft(await send('POST', `${pathOf(id)}/decision`, { author: writer, ...decision, reason }), 'draft');
}

/** Every fault of rules that were refused, a line each; none where that was not why. */
export function faultsOf(error: unknown): readonly string[] {
    return error instanceof Refusal && error.code === 'BROKEN_RULES' ? error.detail.split('\n') : [];
}
