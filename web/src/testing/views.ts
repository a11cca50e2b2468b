/** JSON of the wire for tests: the sections of the named views. */

export function aboutJson(more: Record<string, unknown> = {}): Record<string, unknown> {
    return {
        asOf: '2026-11-24T10:14:59Z',
        provisional: true,
        state: 'LIVE',
        completeness: null,
        simulated: false,
        since: '2026-06-27',
        shorterThanAYear: true,
        feeds: [],
        ...more,
    };
}

const unit = (id: string, name: string) => ({ id, name });
const nothing = { n: null, d: null };
const turn = { came: 3, concluded: 2, open: 40, cameBefore: null, concludedBefore: null };
const none = { count: 0, p50: null, p90: null };
const phase = {
    today: { n: 9, d: 10 },
    last28: { n: 900, d: 1000 },
    todayDurations: { count: 10, p50: { over: 1, upTo: 2 }, p90: { over: 15, upTo: 20 } },
    last28Durations: none,
    days: [
        { day: '2026-11-23', inTime: nothing },
        { day: '2026-11-24', inTime: { n: 9, d: 10 } },
    ],
};

export const dutyJson = {
    about: aboutJson({ simulated: true }),
    posts: { n: 38, d: 42 },
    reserve: { n: 4, d: 4 },
    vehicles: nothing,
    roles: [{ role: 'officer', present: { n: 20, d: 22 } }],
    units: [
        { unit: unit('990100', '示例云汀区'), posts: { n: 20, d: 20 }, reserve: nothing, vehicles: nothing },
        { unit: unit('990200', '示例望穗县'), posts: { n: 18, d: 22 }, reserve: nothing, vehicles: nothing },
    ],
    days: [{ day: '2026-11-24', posts: { n: 38, d: 42 } }],
};

export const handoverJson = {
    about: aboutJson(),
    from: '2026-11-24T00:00:00Z',
    shift: '08:00',
    previousFrom: '2026-11-23T12:00:00Z',
    calls: turn,
    disputes: turn,
    cases: { ...turn, came: null },
};

export const devicesJson = {
    about: aboutJson(),
    today: { n: 996, d: 1000 },
    kinds: [
        { kind: 'camera', devices: 10, available: 7, silent: 2, unheard: 1, window: null },
        { kind: 'door', devices: 0, available: 0, silent: 0, unheard: 0, window: null },
    ],
    units: [],
    failuresToday: 1,
    lateToday: null,
    clockOffToday: 0,
    passesToday: 812,
};

const openCall = (state: string, ageMinutes: number, name: string) => ({
    unit: unit('990101', name),
    category: 'traffic-accident',
    family: 'traffic',
    priority: 1,
    state,
    ageMinutes,
});

export const openCallsJson = {
    about: aboutJson(),
    undispatched: 1,
    unattended: 3,
    oldest: [
        openCall('UNATTENDED', 31, '甲所'),
        openCall('UNATTENDED', 9, '乙所'),
        openCall('UNDISPATCHED', 4, '丙所'),
    ],
    older: 0,
};

export const responseJson = {
    about: aboutJson(),
    dispatch: { ...phase, targetMinutes: 3 },
    arrival: { ...phase, targetMinutes: 15 },
    handling: { today: none, last28: none },
};

export const casesJson = {
    about: aboutJson(),
    openedToday: 5,
    filedToday: 4,
    closedToday: null,
    open: 2100,
    solved28: { n: 202, d: 1000 },
    outsideRemit28: nothing,
    categories: [{ category: 'larceny', opened: 7 }],
    days: [{ day: '2026-11-24', opened: 5, filed: 4, closed: null }],
};

export const custodyJson = {
    about: aboutJson(),
    out: 12,
    overdue: 1,
    movesToday: 4,
    gaps28: 0,
    returned28: { n: 40, d: 41 },
};

export const communityJson = {
    about: aboutJson(),
    visitsToday: 7,
    visitsDue28: { n: 1, d: 2 },
    visitKinds: [{ kind: 'household', today: 7, last28: 70 }],
    inspectionsToday: null,
    inspectionKinds: [],
    hazardsFound28: 3,
    hazardsClosed28: { n: 3, d: 3 },
    information: { collected: { n: 101, d: 100 }, accurate: nothing },
    diverted28: nothing,
    atGrid28: nothing,
    joint28: nothing,
    days: [{ day: '2026-11-24', visits: 7, inspections: null }],
};

export const servicesJson = {
    about: aboutJson({ state: 'STALE' }),
    doneToday: 3,
    due28: { n: 9, d: 10 },
    unseen28: nothing,
    once28: nothing,
    channels: [{ channel: 'online', last28: 3 }],
};

const zero = (clean: boolean | null) => ({ clean, count: null, cleanSince: null });

export const communitiesJson = {
    about: aboutJson(),
    year: 2026,
    tally: [{ zero: 'crime', communities: 14, clean: 3 }],
    units: [],
    list: [{ unit: unit('c1', '甲社区'), crime: zero(true), accident: zero(false), escalated: zero(null) }],
};

export const classesJson = {
    about: aboutJson(),
    classes: [
        {
            class: 'rural',
            stations: 20,
            population: 100_000,
            callsToday: 5,
            calls28: 140,
            disputes28: { n: 5, d: 10 },
            dispatch28: nothing,
            arrival28: nothing,
        },
    ],
};

const clock = (standard: string, state: string, more: Record<string, unknown> = {}) => ({
    standard,
    clause: '三(三)',
    indicator: 'graded.x',
    state,
    count: null,
    cleanSince: null,
    days: null,
    lastDay: null,
    ...more,
});

export const clocksJson = {
    about: aboutJson({ state: 'NEVER' }),
    clocks: [
        clock('Z01', 'RUNNING', { count: 0, days: 731 }),
        clock('Z02', 'BROKEN', { count: 2, days: 12, lastDay: '2026-11-12' }),
        clock('Z03', 'NEVER'),
        clock('Z10', 'LOADING'),
    ],
    toBeGraded: 2,
};

export const viewSections: Readonly<Record<string, Record<string, unknown>>> = {
    duty: { duty: dutyJson, handover: handoverJson, devices: devicesJson },
    calls: { openCalls: openCallsJson, response: responseJson },
    cases: { cases: casesJson, custody: custodyJson },
    community: {
        community: communityJson,
        communities: communitiesJson,
        services: servicesJson,
        classes: classesJson,
    },
    overview: { clocks: clocksJson },
};
