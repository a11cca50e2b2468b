import { boolean, fields, list, nullable, number, object, oneOf, type Read, string, table } from './reader';

/** A text in both languages of the product. */
const text = object({ zh: string, en: string });

const level = oneOf('city', 'county', 'station', 'community');
const verdictState = oneOf('MET', 'MISSED', 'UNDECIDED', 'INSUFFICIENT', 'STALE', 'NOT_IN_FORCE');
const comparator = oneOf('ge', 'gt', 'le', 'lt');

export const readUnit = object({
    id: string,
    name: string,
    level,
    parent: nullable(string),
    class: nullable(string),
});
export const readUnits = object({ units: list(readUnit) });

const namedUnit = object({ id: string, name: string });

const limits = object({ frameMs: number, pulseMs: number, tickMs: number, lagMs: number });

const demo = object({
    note: text,
    sources: list(object({ name: string, licence: string, what: text })),
});

/** One frame of the live feed, its sections still unread. Ages are the server's, in milliseconds, at the time it was sent. */
export const readFrame = object({
    id: number,
    at: string,
    mode: oneOf('undecided', 'wall', 'log'),
    tick: nullable(string),
    tickAgeMs: nullable(number),
    pulseAgeMs: nullable(number),
    lagMs: nullable(number),
    historyLoading: boolean,
});

const calls = object({
    today: number,
    yesterday: nullable(number),
    sameTimeLastWeek: nullable(number),
    lastHour: number,
    hourLastWeek: nullable(number),
    families: list(object({ family: string, today: number, lastWeek: nullable(number) })),
    minutes: object({ from: string, counts: list(number), lastWeek: nullable(list(number)) }),
    days: list(object({ day: string, count: nullable(number) })),
    asOf: nullable(string),
});

const disputes = object({
    registeredToday: number,
    concludedToday: number,
    succeededToday: number,
    open: number,
    overdue: number,
    police: object({ registeredToday: number, concludedToday: number, succeededToday: number }),
    days: list(
        object({
            day: string,
            registered: nullable(number),
            concluded: nullable(number),
            succeeded: nullable(number),
        }),
    ),
    asOf: nullable(string),
});

const standing = object({
    id: string,
    clause: string,
    name: text,
    comparator,
    targetPpm: number,
    planTargetPpm: nullable(number),
    minimumSample: number,
    numerator: number,
    denominator: number,
    lowerPpm: nullable(number),
    upperPpm: nullable(number),
    literal: oneOf('MET', 'MISSED', 'NONE'),
    state: nullable(verdictState),
    tally: nullable(table(number)),
    windowFrom: nullable(string),
    windowTo: nullable(string),
    tick: nullable(string),
});

const alert = object({
    id: string,
    unit: namedUnit,
    standard: string,
    state: oneOf('FIRING', 'PENDING', 'RESOLVED'),
    since: string,
    at: string,
    reason: string,
    numerator: number,
    denominator: number,
    lowerPpm: nullable(number),
    upperPpm: nullable(number),
    targetPpm: number,
    days: nullable(number),
});

const alerts = object({ firing: number, pending: number, list: list(alert) });

const feed = object({
    source: string,
    feed: string,
    logKey: string,
    name: string,
    state: oneOf('LIVE', 'STALE', 'NEVER'),
    lastHeard: nullable(string),
    records: number,
    completeness: nullable(number),
});

const child = object({
    unit: object({ id: string, name: string, level }),
    callsToday: number,
    callsLastWeek: nullable(number),
    open: number,
    firing: number,
});

/** The readers of a board's sections, by the name each has on the wire. */
export const sectionReaders = {
    calls,
    disputes,
    standards: list(standing),
    alerts,
    feeds: list(feed),
    children: list(child),
};

export const readBoardHead = object({
    unit: readUnit,
    path: list(namedUnit),
    demo: nullable(demo),
    limits,
    frame: readFrame,
    sections: fields,
});

export type Text = Read<typeof text>;
export type Level = Read<typeof level>;
export type Unit = Read<typeof readUnit>;
export type NamedUnit = Read<typeof namedUnit>;
export type Limits = Read<typeof limits>;
export type Demo = Read<typeof demo>;
export type Frame = Read<typeof readFrame>;
export type Mode = Frame['mode'];
export type VerdictState = Read<typeof verdictState>;
export type Comparator = Read<typeof comparator>;
export type Calls = Read<typeof calls>;
export type Disputes = Read<typeof disputes>;
export type Standing = Read<typeof standing>;
export type Alert = Read<typeof alert>;
export type Alerts = Read<typeof alerts>;
export type Feed = Read<typeof feed>;
export type FeedState = Feed['state'];
export type Child = Read<typeof child>;

export interface Sections {
    readonly calls: Calls;
    readonly disputes: Disputes;
    readonly standards: readonly Standing[];
    readonly alerts: Alerts;
    readonly feeds: readonly Feed[];
    readonly children: readonly Child[];
}
export type SectionName = keyof Sections;
