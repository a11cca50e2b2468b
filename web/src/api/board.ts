import {
    boolean,
    fields,
    list,
    nullable,
    number,
    object,
    oneOf,
    type Read,
    type Reader,
    string,
    table,
} from './reader';

/** A text in both languages of the product. */
const names = object({ zh: string, en: nullable(string) });

/** A name in two languages; where a catalogue gives no English one, the Chinese one stands for both. */
const text: Reader<{ readonly zh: string; readonly en: string }> = (value, at) => {
    const { zh, en } = names(value, at);
    return { zh, en: en === null || en === '' ? zh : en };
};

const level = oneOf('city', 'county', 'station', 'community');
const verdictState = oneOf('MET', 'MISSED', 'UNDECIDED', 'INSUFFICIENT', 'STALE', 'NOT_IN_FORCE', 'NO_TARGET');
const comparator = oneOf('ge', 'gt', 'le', 'lt');

export const readUnit = object({
    id: string,
    name: string,
    nameEn: nullable(string),
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

const part = object({ n: nullable(number), d: nullable(number) });

const feedState = oneOf('LIVE', 'STALE', 'NEVER');

/** What a section rests on: how old, how whole, how long, and whether some of it is simulated. */
const about = object({
    asOf: nullable(string),
    state: feedState,
    completeness: nullable(number),
    simulated: boolean,
    since: nullable(string),
    shorterThanAYear: boolean,
    feeds: list(object({ feed: string, state: feedState, lastHeard: nullable(string), simulated: boolean })),
});

const calls = object({
    about: nullable(about),
    today: nullable(number),
    yesterday: nullable(number),
    sameTimeLastWeek: nullable(number),
    lastHour: nullable(number),
    hourLastWeek: nullable(number),
    families: list(object({ family: string, today: nullable(number), lastWeek: nullable(number) })),
    categories: list(object({ category: string, today: nullable(number) })),
    minutes: object({ from: string, counts: nullable(list(number)), lastWeek: nullable(list(number)) }),
    days: list(object({ day: string, count: nullable(number) })),
    asOf: nullable(string),
});

const flows = {
    registeredToday: nullable(number),
    concludedToday: nullable(number),
    succeededToday: nullable(number),
};

const disputes = object({
    about: nullable(about),
    ...flows,
    open: nullable(number),
    overdue: nullable(number),
    police: object(flows),
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
    state: feedState,
    lastHeard: nullable(string),
    records: number,
    completeness: nullable(number),
});

export const readFeeds = list(feed);

const child = object({
    unit: object({ id: string, name: string, level }),
    callsToday: nullable(number),
    callsLastWeek: nullable(number),
    open: nullable(number),
    firing: number,
});

const duty = object({
    about,
    posts: part,
    reserve: part,
    vehicles: part,
    /** Present of planned. */
    roles: list(object({ role: string, present: part })),
    units: list(object({ unit: namedUnit, posts: part, reserve: part, vehicles: part })),
    days: list(object({ day: string, posts: part })),
});

const turn = object({
    came: nullable(number),
    concluded: nullable(number),
    open: nullable(number),
    cameBefore: nullable(number),
    concludedBefore: nullable(number),
});

const handover = object({
    about,
    from: string,
    shift: string,
    previousFrom: string,
    calls: turn,
    disputes: turn,
    cases: turn,
});

const openCall = object({
    unit: namedUnit,
    category: string,
    family: string,
    priority: number,
    state: oneOf('UNDISPATCHED', 'UNATTENDED'),
    ageMinutes: number,
});

const openCalls = object({
    about,
    undispatched: nullable(number),
    /** All that nobody attends yet, those not dispatched among them. */
    unattended: nullable(number),
    oldest: list(openCall),
    older: number,
});

/** A quantile lies in (over, upTo] minutes; without an upper bound it is over the last one. */
export const bucket = object({ over: number, upTo: nullable(number) });
const durations = object({ count: number, p50: nullable(bucket), p90: nullable(bucket) });

const phase = object({
    today: part,
    last28: part,
    targetMinutes: number,
    todayDurations: durations,
    last28Durations: durations,
    days: list(object({ day: string, inTime: part })),
});

const response = object({
    about,
    dispatch: phase,
    arrival: phase,
    handling: object({ today: durations, last28: durations }),
});

const cases = object({
    about,
    openedToday: nullable(number),
    filedToday: nullable(number),
    closedToday: nullable(number),
    open: nullable(number),
    solved28: part,
    outsideRemit28: part,
    categories: list(object({ category: string, opened: number })),
    days: list(object({ day: string, opened: nullable(number), filed: nullable(number), closed: nullable(number) })),
});

const custody = object({
    about,
    out: nullable(number),
    overdue: nullable(number),
    movesToday: nullable(number),
    gaps28: nullable(number),
    returned28: part,
});

const kindCount = object({ kind: string, today: nullable(number), last28: nullable(number) });

const community = object({
    about,
    visitsToday: nullable(number),
    visitsDue28: part,
    visitKinds: list(kindCount),
    inspectionsToday: nullable(number),
    inspectionKinds: list(kindCount),
    hazardsFound28: nullable(number),
    hazardsClosed28: part,
    information: object({ collected: part, accurate: part }),
    diverted28: part,
    atGrid28: part,
    joint28: part,
    days: list(object({ day: string, visits: nullable(number), inspections: nullable(number) })),
});

const services = object({
    about,
    doneToday: nullable(number),
    due28: part,
    unseen28: part,
    once28: part,
    channels: list(object({ channel: string, last28: nullable(number) })),
});

const zero = object({ clean: nullable(boolean), count: nullable(number), cleanSince: nullable(string) });

const communities = object({
    about,
    year: number,
    tally: list(object({ zero: string, communities: number, clean: nullable(number) })),
    units: list(object({ unit: namedUnit, communities: number, clean: nullable(number) })),
    list: list(object({ unit: namedUnit, crime: zero, accident: zero, escalated: zero })),
});

const clock = object({
    standard: string,
    clause: string,
    state: oneOf('RUNNING', 'BROKEN', 'STALE', 'NEVER', 'LOADING'),
    count: nullable(number),
    cleanSince: nullable(string),
    days: nullable(number),
    lastDay: nullable(string),
});

const clocks = object({ about, clocks: list(clock), toBeGraded: nullable(number) });

const deviceCounts = { devices: number, available: number, silent: number, unheard: number };

const devices = object({
    about,
    today: part,
    kinds: list(object({ kind: string, ...deviceCounts })),
    units: list(object({ unit: namedUnit, ...deviceCounts })),
    failuresToday: nullable(number),
    lateToday: nullable(number),
    clockOffToday: nullable(number),
    passesToday: nullable(number),
});

const unitClass = object({
    class: oneOf('urban', 'town', 'rural'),
    stations: number,
    population: nullable(number),
    callsToday: nullable(number),
    calls28: nullable(number),
    disputes28: part,
    dispatch28: part,
    arrival28: part,
});

const classes = object({ about, classes: list(unitClass) });

/** The readers of a board's sections, by the name each has on the wire. */
export const sectionReaders = {
    calls,
    disputes,
    standards: list(standing),
    alerts,
    feeds: readFeeds,
    children: list(child),
    duty,
    handover,
    openCalls,
    response,
    cases,
    custody,
    community,
    services,
    communities,
    clocks,
    devices,
    classes,
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
export type Part = Read<typeof part>;
export type About = Read<typeof about>;
export type Duty = Read<typeof duty>;
export type Turn = Read<typeof turn>;
export type Handover = Read<typeof handover>;
export type OpenCall = Read<typeof openCall>;
export type OpenCalls = Read<typeof openCalls>;
export type Bucket = Read<typeof bucket>;
export type Durations = Read<typeof durations>;
export type Phase = Read<typeof phase>;
export type ResponseTimes = Read<typeof response>;
export type Cases = Read<typeof cases>;
export type Custody = Read<typeof custody>;
export type Community = Read<typeof community>;
export type Services = Read<typeof services>;
export type Zero = Read<typeof zero>;
export type Communities = Read<typeof communities>;
export type ZeroClock = Read<typeof clock>;
export type Clocks = Read<typeof clocks>;
export type Devices = Read<typeof devices>;
export type UnitClass = Read<typeof unitClass>;
export type Classes = Read<typeof classes>;

export interface Sections {
    readonly calls: Calls;
    readonly disputes: Disputes;
    readonly standards: readonly Standing[];
    readonly alerts: Alerts;
    readonly feeds: readonly Feed[];
    readonly children: readonly Child[];
    readonly duty: Duty;
    readonly handover: Handover;
    readonly openCalls: OpenCalls;
    readonly response: ResponseTimes;
    readonly cases: Cases;
    readonly custody: Custody;
    readonly community: Community;
    readonly services: Services;
    readonly communities: Communities;
    readonly clocks: Clocks;
    readonly devices: Devices;
    readonly classes: Classes;
}
export type SectionName = keyof Sections;
