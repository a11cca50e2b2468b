/** Made-up sections of the named views, the pipeline and the trends, for looking at the pages. */
import { calls, children, disputes, random } from './mock-data.mjs';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ZONE_OFFSET = 8 * 60 * MINUTE;
const dayOf = (ms) => new Date(ms + ZONE_OFFSET).toISOString().slice(0, 10);
const iso = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const nothing = (scene) => scene === 'empty';
const part = (n, d) => ({ n, d });
const of = (d, p) => part(Math.round(d * p), d);

export function about(nowMs, scene, feeds, simulated = false) {
    const state = nothing(scene) ? 'NEVER' : scene === 'fires' ? 'STALE' : 'LIVE';
    return {
        asOf: nothing(scene) ? null : iso(nowMs - 2000),
        provisional: true,
        state,
        completeness: scene === 'normal' || scene === 'fires' ? 986_300 : null,
        simulated: simulated && !nothing(scene),
        since: nothing(scene) ? null : dayOf(nowMs - 151 * DAY),
        shorterThanAYear: true,
        feeds: feeds.map((feed) => ({
            feed,
            state,
            lastHeard: nothing(scene) ? null : iso(nowMs - 2000),
            completeness: null,
            simulated,
            since: nothing(scene) ? null : dayOf(nowMs - 151 * DAY),
        })),
    };
}

const below = (unit, units) => units.filter((each) => each.parent === unit.id && each.level !== 'community');
const named = (unit) => ({ id: unit.id, name: unit.name });
const size = (unit, units) => {
    const stations = units.filter((u) => u.level === 'station');
    return stations.filter((s) => s.id === unit.id || s.parent === unit.id || unit.level === 'city').length;
};
const seeded = (unit, nowMs, salt) => random(Number(unit.id) + Math.floor(nowMs / DAY) + salt);
const lastDays = (nowMs, make) =>
    Array.from({ length: 28 }, (_, i) => ({ day: dayOf(nowMs - (27 - i) * DAY), ...make(i) }));
const scaled = (scene, n) => (nothing(scene) ? null : scene === 'zero' ? 0 : scene === 'big' ? 99_999 : Math.round(n));

export function duty(unit, units, nowMs, scene) {
    const next = seeded(unit, nowMs, 11);
    const k = size(unit, units);
    const filled = (p) => (scene === 'fires' ? 0.78 : scene === 'zero' ? 0 : p);
    const posts = (n, p) =>
        nothing(scene) ? part(null, null) : scene === 'big' ? part(99_998, 99_999) : of(n, filled(p));
    return {
        about: about(nowMs, scene, ['duty'], true),
        posts: posts(k * 6, 0.985),
        reserve: posts(k * 2, 1),
        vehicles: posts(k * 3, 0.97),
        roles: nothing(scene)
            ? []
            : [
                  ['officer', 6],
                  ['auxiliary', 11],
                  ['grid-worker', 4],
                  ['dispatcher', 1],
              ].map(([role, n]) => ({ role, present: of(k * n, filled(0.97)) })),
        units: below(unit, units).map((child, i) => {
            const m = size(child, units);
            const p = i === 2 || scene === 'fires' ? 0.9 : 1;
            return {
                unit: named(child),
                posts: posts(m * 6, p),
                reserve: posts(m * 2, 1),
                vehicles: posts(m * 3, i === 5 ? 0.9 : 1),
            };
        }),
        days: lastDays(nowMs, (i) => ({
            posts: nothing(scene) || (i > 8 && i < 12) ? part(null, null) : of(k * 18, filled(0.94 + 0.06 * next())),
        })),
    };
}

export function handover(unit, units, nowMs, scene) {
    const k = size(unit, units);
    const turn = (came, concluded, open) => ({
        came: scaled(scene, came),
        concluded: scaled(scene, concluded),
        open: scaled(scene, open),
        cameBefore: scaled(scene, came * 0.8),
        concludedBefore: scaled(scene, concluded * 0.85),
    });
    return {
        about: about(nowMs, scene, ['alarm', 'dispute', 'case'], true),
        from: iso(nowMs - 5 * 60 * MINUTE),
        shift: '08:00',
        previousFrom: iso(nowMs - 17 * 60 * MINUTE),
        calls: turn(k * 3.1, k * 2.9, k * 0.3),
        disputes: turn(k * 0.7, k * 0.5, k * 23),
        cases: turn(k * 0.4, k * 0.2, k * 9),
    };
}

export function openCalls(unit, units, nowMs, scene) {
    const stations = units.filter(
        (u) => u.level === 'station' && (u.id === unit.id || u.parent === unit.id || unit.level === 'city'),
    );
    const calm = scene === 'zero' || nothing(scene);
    const many = scene === 'fires' || scene === 'big' ? 20 : Math.min(20, 2 + Math.ceil(stations.length / 9));
    const kinds = [
        ['traffic-accident', 'traffic'],
        ['neighbours', 'dispute'],
        ['larceny-from-vehicle', 'theft-robbery-fraud'],
        ['help', 'help'],
        ['suspicious-person', 'other'],
        ['assault', 'violence'],
    ];
    const oldest = calm
        ? []
        : Array.from({ length: many }, (_, i) => {
              const [category, family] = kinds[i % kinds.length];
              const late = scene === 'fires' ? 1600 / (i + 1) : 34 / (i + 1);
              return {
                  unit: named(stations[(i * 7) % stations.length]),
                  category,
                  family,
                  priority: i % 3,
                  state: i % 3 === 1 ? 'UNDISPATCHED' : 'UNATTENDED',
                  ageMinutes: Math.round(late) + (Math.floor(nowMs / MINUTE) % 2),
              };
          });
    const undispatched = oldest.filter((call) => call.state === 'UNDISPATCHED').length;
    return {
        about: about(nowMs, scene, ['alarm'], true),
        undispatched: nothing(scene) ? null : scene === 'big' ? 99_999 : undispatched + (scene === 'fires' ? 31 : 0),
        unattended: nothing(scene) ? null : scene === 'big' ? 88_888 : oldest.length + (scene === 'fires' ? 119 : 0),
        oldest,
        older: scene === 'fires' ? 119 : scene === 'big' ? 188_867 : 0,
    };
}

export function response(unit, units, nowMs, scene) {
    const next = seeded(unit, nowMs, 23);
    const k = size(unit, units);
    const none = nothing(scene);
    const durations = (count, p50, p90) =>
        none || scene === 'zero' ? { count: 0, p50: null, p90: null } : { count, p50, p90 };
    const phase = (targetMinutes, p, p50, p90) => ({
        today: none ? part(null, null) : scene === 'zero' ? part(0, 0) : of(k * 5, scene === 'fires' ? p * 0.6 : p),
        last28: none ? part(null, null) : scene === 'zero' ? part(0, 0) : of(k * 190, p),
        targetMinutes,
        todayDurations: durations(k * 5, p50, p90),
        last28Durations: durations(k * 190, p50, p90),
        days: lastDays(nowMs, (i) => ({
            inTime: none || (i > 8 && i < 12) ? part(null, null) : of(k * 7, Math.min(1, p - 0.06 + 0.1 * next())),
        })),
    });
    return {
        about: about(nowMs, scene, ['alarm'], true),
        dispatch: phase(3, 0.74, { over: 1, upTo: 2 }, { over: 15, upTo: 20 }),
        arrival: phase(15, 0.58, { over: 10, upTo: 15 }, { over: 45, upTo: 60 }),
        handling: {
            today: durations(k * 4, { over: 60, upTo: 90 }, { over: 180, upTo: 300 }),
            last28: durations(k * 180, { over: 60, upTo: 90 }, { over: 300, upTo: 600 }),
        },
    };
}

export function cases(unit, units, nowMs, scene) {
    const next = seeded(unit, nowMs, 31);
    const k = size(unit, units);
    const none = nothing(scene);
    return {
        about: about(nowMs, scene, ['case'], true),
        openedToday: scaled(scene, k * 0.9),
        filedToday: scaled(scene, k * 0.7),
        closedToday: scaled(scene, k * 0.4),
        open: scaled(scene, k * 21),
        solved28: none ? part(null, null) : scene === 'zero' ? part(0, 0) : of(k * 27, 0.202),
        outsideRemit28: none ? part(null, null) : scene === 'zero' ? part(0, 0) : of(k * 27, 0.043),
        categories: none
            ? []
            : [
                  ['larceny', 7.1],
                  ['assault-simple', 4.6],
                  ['damage-to-property', 3.3],
                  ['fraud-credit-card', 2.4],
                  ['burglary', 1.9],
                  ['vehicle-theft', 1.2],
                  ['drug-narcotics-violation', 0.8],
                  ['larceny-theft-from-building', 0.6],
              ].map(([category, n]) => ({ category, opened: scaled(scene, k * n) })),
        days: lastDays(nowMs, (i) => {
            const missing = none || (i > 8 && i < 12);
            const opened = Math.round(k * (0.8 + 0.4 * next()));
            return {
                opened: missing ? null : opened,
                filed: missing ? null : Math.round(opened * 0.8),
                closed: missing ? null : Math.round(opened * (0.4 + 0.3 * next())),
            };
        }),
    };
}

export function custody(unit, units, nowMs, scene) {
    const k = size(unit, units);
    return {
        about: about(nowMs, scene, ['custody'], true),
        out: scaled(scene, k * 1.7),
        overdue: scaled(scene, scene === 'fires' ? k * 0.6 : 0),
        movesToday: scaled(scene, k * 2.2),
        gaps28: scaled(scene, scene === 'fires' ? k * 0.2 : 1),
        returned28: nothing(scene) ? part(null, null) : scene === 'zero' ? part(0, 0) : of(k * 44, 0.991),
    };
}

export function community(unit, units, nowMs, scene) {
    const next = seeded(unit, nowMs, 41);
    const k = size(unit, units);
    const none = nothing(scene);
    const shareOf = (d, p) => (none ? part(null, null) : scene === 'zero' ? part(0, 0) : of(d, p));
    const kinds = (rows) =>
        rows.map(([kind, n]) => ({ kind, today: scaled(scene, k * n), last28: scaled(scene, k * n * 26) }));
    return {
        about: about(nowMs, scene, ['visit', 'inspection', 'information-check'], true),
        visitsToday: scaled(scene, k * 3.9),
        visitsDue28: shareOf(k * 31, scene === 'fires' ? 0.41 : 0.93),
        visitKinds: kinds([
            ['household', 2.4],
            ['talk', 0.6],
            ['call-back', 0.5],
            ['on-site', 0.4],
        ]),
        inspectionsToday: scaled(scene, k * 1.3),
        inspectionKinds: kinds([
            ['rental', 0.7],
            ['venue', 0.3],
            ['dangerous-goods', 0.1],
            ['delivery', 0.2],
        ]),
        hazardsFound28: scaled(scene, k * 4),
        hazardsClosed28: shareOf(k * 4, 0.87),
        information: { collected: shareOf(k * 8200, 1.013), accurate: shareOf(k * 40, 0.957) },
        diverted28: shareOf(k * 18, 0.63),
        atGrid28: shareOf(k * 12, 0.71),
        joint28: shareOf(k * 12, 0.24),
        days: lastDays(nowMs, (i) => ({
            visits: none || (i > 8 && i < 12) ? null : Math.round(k * (3.2 + 1.6 * next())),
            inspections: none ? null : Math.round(k * (1 + 0.6 * next())),
        })),
    };
}

export function services(unit, units, nowMs, scene) {
    const k = size(unit, units);
    const shareOf = (d, p) => (nothing(scene) ? part(null, null) : scene === 'zero' ? part(0, 0) : of(d, p));
    return {
        about: about(nowMs, scene, ['service'], true),
        doneToday: scaled(scene, k * 6.4),
        due28: shareOf(k * 170, 0.982),
        unseen28: shareOf(k * 170, 0.47),
        once28: shareOf(k * 170, 0.91),
        channels: [
            ['counter', 70],
            ['online', 61],
            ['self-service', 31],
            ['nearby', 8],
        ].map(([channel, n]) => ({ channel, last28: scaled(scene, k * n) })),
    };
}

export function communities(unit, units, nowMs, scene) {
    const k = size(unit, units);
    const none = nothing(scene);
    const clean = (p) => (none ? null : scene === 'zero' || scene === 'fires' ? 0 : Math.round(k * 14 * p));
    const station = unit.level === 'station';
    const zero = (i, salt) => {
        const n = none ? null : (i * 7 + salt * 5) % 4 === 0 ? 1 + (i % 3) : 0;
        return {
            clean: n === null ? null : n === 0,
            count: station ? n : null,
            cleanSince: station && n === 0 ? dayOf(nowMs - 130 * DAY) : null,
        };
    };
    return {
        about: about(nowMs, scene, ['alarm', 'graded-event', 'dispute'], true),
        year: 2026,
        tally: [
            ['crime', 0.31],
            ['accident', 0.94],
            ['escalated', 0.78],
        ].map(([name, p]) => ({ zero: name, communities: k * 14, clean: clean(p) })),
        units: below(unit, units).map((child) => ({
            unit: named(child),
            communities: size(child, units) * 14,
            clean: none ? null : Math.round(size(child, units) * 4.1),
        })),
        list:
            unit.level === 'city' || none
                ? []
                : Array.from({ length: station ? 14 : 60 }, (_, i) => ({
                      unit: {
                          id: `${unit.id}-${i}`,
                          name: `示例${'栖云桥榆渡澄湾桐坪荻塘苇亭霁岗岚墩'[i % 16]}里社区`,
                      },
                      crime: zero(i, 1),
                      accident: zero(i, 2),
                      escalated: zero(i, 3),
                  })),
    };
}

export function clocks(_unit, _units, nowMs, scene) {
    const rows = [
        ['Z01', 'extreme-violence', '三(三)'],
        ['Z02', 'mass-incident', '三(三)'],
        ['Z03', 'dispute-turned-crime', '三(三)'],
        ['Z10', 'complaint-upheld', '三(五)'],
    ];
    return {
        about: {
            ...about(nowMs, scene, ['graded-event'], true),
            ...(scene === 'normal' ? {} : { since: dayOf(nowMs - 900 * DAY), shorterThanAYear: false }),
        },
        clocks: rows.map(([standard, kind, clause], i) => {
            const broken = scene === 'fires' || (i === 3 && scene !== 'zero');
            const state = nothing(scene) ? 'NEVER' : scene === 'import' ? 'LOADING' : broken ? 'BROKEN' : 'RUNNING';
            const known = state === 'RUNNING' || state === 'BROKEN';
            return {
                standard,
                clause,
                indicator: `graded.${kind}`,
                state,
                count: known ? (broken ? 1 + i : 0) : null,
                cleanSince: known && !broken ? dayOf(nowMs - (scene === 'normal' ? 151 : 731) * DAY) : null,
                days: known ? (broken ? 12 + i * 31 : scene === 'normal' ? 151 : 731) : null,
                lastDay: broken && known ? dayOf(nowMs - (12 + i * 31) * DAY) : null,
            };
        }),
        toBeGraded: nothing(scene) ? null : scene === 'fires' ? 23 : 2,
    };
}

export function devices(unit, units, nowMs, scene) {
    const k = size(unit, units);
    const none = nothing(scene);
    const fired = scene === 'fires';
    const counts = (n, i) => {
        const silent = scene === 'zero' ? n : fired ? Math.round(n * 0.3) : i === 3 ? 2 : 0;
        const unheard = scene === 'zero' ? 0 : fired ? Math.round(n * 0.1) : i === 5 ? 1 : 0;
        return { devices: n, available: n - silent - unheard, silent, unheard };
    };
    const kinds = [
        ['camera', 31],
        ['checkpoint', 2],
        ['door', 12],
        ['doorplate', 18],
        ['radio', 1],
        ['collector', 1],
        ['cabinet', 2],
        ['self-service-terminal', 1],
    ];
    const shown = below(unit, units);
    return {
        about: about(nowMs, scene, ['device-summary'], true),
        today: none ? part(null, null) : of(k * 68 * 96, fired ? 0.6 : 0.9962),
        kinds: none
            ? []
            : kinds.map(([kind, n], i) => ({
                  kind,
                  ...counts(k * n * (scene === 'big' ? 100 : 1), i),
                  window: { from: iso(nowMs - 15 * MINUTE), to: iso(nowMs) },
              })),
        units: none
            ? []
            : (shown.length === 0 ? [unit] : shown).map((child, i) => ({
                  unit: named(child),
                  ...counts(size(child, units) * 68, i === 1 || i === 6 ? 3 : fired && i % 3 === 0 ? 9 : 0),
              })),
        failuresToday: scaled(scene, fired ? 812 : 3),
        lateToday: scaled(scene, 41),
        clockOffToday: scaled(scene, 5),
        passesToday: scaled(scene, k * 812),
    };
}

export function classes(unit, units, nowMs, scene) {
    const k = size(unit, units);
    const none = nothing(scene);
    const shareOf = (d, p) => (none ? part(null, null) : scene === 'zero' ? part(0, 0) : of(d, p));
    return {
        about: about(nowMs, scene, ['alarm', 'dispute'], true),
        classes:
            unit.level === 'station'
                ? []
                : [
                      ['urban', 0.34, 1.6, 0.61],
                      ['town', 0.41, 0.9, 0.58],
                      ['rural', 0.25, 0.5, 0.55],
                  ].map(([name, p, calls_, success]) => ({
                      class: name,
                      stations: Math.max(1, Math.round(k * p)),
                      population: Math.round(k * p * 64_000),
                      callsToday: scaled(scene, k * p * calls_ * 5),
                      calls28: scaled(scene, k * p * calls_ * 190),
                      disputes28: shareOf(Math.round(k * p * 14), success),
                      dispatch28: shareOf(Math.round(k * p * 150), 0.7 + 0.1 * calls_),
                      arrival28: shareOf(Math.round(k * p * 140), 0.5 + 0.1 * calls_),
                  })),
    };
}

export const VIEW_SECTIONS = {
    overview: ['calls', 'disputes', 'standards', 'alerts', 'feeds', 'children', 'clocks', 'handover', 'classes'],
    duty: ['duty', 'handover', 'devices', 'alerts', 'feeds'],
    calls: ['calls', 'openCalls', 'response', 'alerts', 'feeds'],
    cases: ['cases', 'custody', 'alerts', 'feeds'],
    community: ['community', 'communities', 'disputes', 'services', 'classes', 'alerts', 'feeds'],
};

/** The feeds of a demo whose duty, visits and the rest are simulated. */
export function moreFeeds(feeds, nowMs, scene) {
    if (nothing(scene)) {
        return feeds;
    }
    const counties = [...new Map(feeds.map((feed) => [feed.logKey, feed.name])).entries()];
    const extra = ['case', 'duty', 'visit', 'service', 'device-summary'].flatMap((feed, at) =>
        counties.map(([logKey, name], i) => {
            const silent = scene === 'fires' ? (i + at) % 3 === 0 : false;
            return {
                source: feed === 'case' ? 'charlottesville' : feed === 'device-summary' ? 'telemetry' : 'simulated',
                feed,
                logKey,
                name,
                state: silent ? 'STALE' : 'LIVE',
                lastHeard: iso(nowMs - (silent ? 5 * 60 * MINUTE : 20_000)),
                records: 4000 + i * 77 + at * 911,
                covered: [],
                completeness: at === 1 ? 986_300 : null,
            };
        }),
    );
    return [...feeds, ...extra];
}

export function withAbout(section, nowMs, scene, feed) {
    return { ...section, about: about(nowMs, scene, [feed]) };
}

export function pipeline(feeds, nowMs, scene) {
    const off = scene === 'fires';
    const received = scene === 'empty' || scene === 'zero' ? 0 : 1_284_512 + (Math.floor(nowMs / 1000) % 100_000);
    const refused = received === 0 ? 0 : 311;
    const ticks =
        scene === 'empty'
            ? []
            : [0, 1, 2, 3].map((partition) => {
                  const applied = received === 0 ? 0 : 241_000 + partition * 1717;
                  const superseded = received === 0 ? 0 : 60_210 + partition * 31;
                  const duplicate = received === 0 ? 0 : 19_404;
                  const dead = off && partition === 2 ? 17 : 0;
                  const records = applied + superseded + duplicate + dead + (off && partition === 1 ? 3 : 0);
                  return {
                      partition,
                      tick: iso(Math.floor(nowMs / MINUTE) * MINUTE),
                      offset: records + 9000,
                      applied,
                      superseded,
                      duplicate,
                      dead,
                      records: scene === 'import' ? null : records,
                      balanced: scene === 'import' ? null : !(off && partition === 1),
                      conflicts: off ? 4 : 0,
                  };
              });
    return {
        feeds,
        onboarding: {
            monthsWanted: 24,
            complete: false,
            feeds: [...new Set(feeds.map((feed) => feed.feed))].map((feed, index) => ({
                feed,
                judged: index < 2,
                months: scene === 'empty' ? 0 : index === 0 ? 24 : 15,
                complete: scene !== 'empty' && index === 0,
                coveredFrom: scene === 'empty' ? null : '2025-08-20',
                logKeys: [],
            })),
        },
        splitRecords: off
            ? {
                  total: 2,
                  first: [
                      { recordId: 'cad/4711', units: ['990101', '990203'] },
                      { recordId: 'cad/5822', units: ['990102', '990301'] },
                  ],
              }
            : { total: 0, first: [] },
        balances: {
            received,
            accepted: received - refused,
            refused: off ? refused + 5 : refused,
            refusedByReason:
                received === 0
                    ? {}
                    : {
                          MALFORMED: 120,
                          UNKNOWN_UNIT: 88,
                          FUTURE_DATED: 61,
                          IDENTITY_DATA: 30,
                          IMPLAUSIBLE_DATE: 12,
                          INTERNAL: 0,
                      },
            balanced: !off,
        },
        ticks,
        quarantine: received === 0 ? 0 : off ? 99_999 : 161,
        quarantineAge: { oldest: received === 0 ? null : iso(nowMs - 3 * DAY), ageMs: received === 0 ? null : 3 * DAY },
        deadLetters: {
            total: off ? 17 : 0,
            newest: off
                ? Array.from({ length: 17 }, (_, i) => ({
                      partition: 2,
                      offset: 318_004 - i * 97,
                      reason: i % 2 ? 'UNREADABLE' : 'BAD_CATALOGUE',
                      expected: 'a record of the contract',
                  }))
                : [],
        },
        telemetry:
            scene === 'empty'
                ? null
                : {
                      received: 91_220_004,
                      accepted: 91_219_871,
                      refused: 133,
                      refusedByReason: {},
                      late: 401,
                      clockOff: 77,
                      devices: 8120,
                      mqttClients: 12,
                  },
        lagMs: off ? 61_000 : 120,
        sink: { state: 'UP', lag: off ? 40_211 : 3, lastTick: iso(Math.floor(nowMs / MINUTE) * MINUTE) },
    };
}

export const RATES = {
    'dispatch.in-time': 0.74,
    'arrival.in-time': 0.58,
    'disputes.succeeded': 0.589,
    'cases.solved': 0.202,
};
export const STOCKS = ['disputes.open', 'alarms.open.undispatched', 'cases.open'];

export const INDICATORS = {
    indicators: [
        ...['alarms', 'alarms.crime', 'disputes.registered', 'cases.opened', 'visits.made', 'inspections.made'].map(
            (id) => ({ id, kind: 'count' }),
        ),
        ...Object.keys(RATES).map((id) => ({ id, kind: 'proportion' })),
        ...STOCKS.map((id) => ({ id, kind: 'stock' })),
    ].map((each) => ({ ...each, feed: 'alarm', minutes: false, trendOnly: each.id.startsWith('cases.') })),
    prefixes: ['alarms.category.', 'alarms.family.'],
};

export const STANDARDS = {
    catalogue: { version: 1, digest: 'x', demo: true },
    standards: [
        {
            ...standard(
                'N02',
                '三(三)',
                '矛盾纠纷调处成功率',
                'Dispute mediation success',
                'share',
                'disputes.succeeded',
            ),
            comparator: 'ge',
            targetPpm: 590_000,
            planTargetPpm: 900_000,
        },
        standard('Z02', '三(三)', '重大群体性事件', 'Grave mass incidents', 'clock', 'graded.mass-incident'),
        standard('N08', '三(四)', '违法犯罪警情稳中有降', 'Crime calls stable with decline', 'decline', 'alarms.crime'),
        {
            ...standard('C04', '四(一)', '党建任务清单', 'List of tasks of party work', 'attestation', 'reported.c04'),
            inForce: false,
            reporting: { everyMonths: 12, graceDays: 31, by: ['county', 'city'], minutes: 10 },
            note: { zh: '尚无指定填报单位。', en: 'No reporter is named yet.' },
        },
        ...[
            ['C05', '四(一)', '民警岗位培训', 'Training of officers', 3, 60],
            ['C12', '四(二)', '警力下沉', 'Officers at stations', 1, 20],
            ['C17', '四(三)', '辅警配备', 'Auxiliaries for each officer', 6, 30],
            ['C20', '四(四)', '平安建设协调', 'Meetings on safe communities', 1, 45],
        ].map(([id, clause, zh, en, everyMonths, minutes]) => ({
            ...standard(id, clause, zh, en, 'report', `reported.${id.toLowerCase()}`),
            reporting: { everyMonths, graceDays: 10, by: ['station'], minutes },
        })),
    ],
};

function standard(id, clause, zh, en, kind, indicator) {
    return {
        id,
        clause,
        name: { zh, en },
        text: { zh: `${zh}。`, en: `${en}.` },
        kind,
        comparator: 'none',
        targetPpm: 0,
        planTargetPpm: null,
        indicator,
        windowMonths: 12,
        minimumSample: 20,
        level: 'station',
        inForce: true,
        reporting: null,
        note: null,
    };
}

/** The newest verdicts of ten stations; of a station its own. */
export function verdicts(url) {
    const unit = url.searchParams.get('unit');
    const of = (station, standardId, kind, state, more) => ({
        unit: station,
        standard: standardId,
        on: '2026-03-10',
        state,
        numerator: 0,
        denominator: 0,
        lowerPpm: null,
        upperPpm: null,
        targetPpm: 590_000,
        comparator: 'none',
        windowFrom: '2025-03-11',
        windowTo: '2026-03-10',
        kind,
        lastEvent: null,
        freeOn: null,
        dispersionMilli: null,
        variation: 'COMMON_CAUSE',
        assurance: 'UNKNOWN',
        ...more,
    });
    const stations = unit.endsWith('00')
        ? Array.from({ length: 10 }, (_, i) => `${unit.slice(0, 4)}${10 + i}`)
        : [unit];
    const given = stations.flatMap((station, i) => [
        of(station, 'N02', 'share', ['UNDECIDED', 'MET', 'MISSED'][i % 3], {
            numerator: 89,
            denominator: 140,
            lowerPpm: 497_000,
            upperPpm: 757_000,
            comparator: 'ge',
            assurance: 'HIT_OR_MISS',
        }),
        of(station, 'Z02', 'clock', i === 3 ? 'MISSED' : 'MET', {}),
        of(station, 'N08', 'decline', 'UNDECIDED', { numerator: 410, denominator: 850, variation: 'BETTER' }),
    ]);
    return { verdicts: given };
}

/** Figures of an indicator; `year` serves a series of three years, other scenes one that began 151 days ago. */
const BOUNDS = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1440];

/** Times of one step of an alarm; last year only in the long scene, as the figures have it. */
export function durations(url, scene) {
    const query = url.searchParams;
    const shift = { dispatch: 1, arrival: 4, handling: 8 }[query.get('of')] ?? 1;
    const buckets = [...BOUNDS, null].map((_, i) => Math.round(4000 * Math.exp(-((i - shift) ** 2) / 4)));
    const row = {
        start: query.get('from'),
        count: buckets.reduce((sum, n) => sum + n, 0),
        buckets,
        p50: { over: BOUNDS[shift - 1], upTo: BOUNDS[shift] },
        p90: { over: BOUNDS[shift + 1], upTo: BOUNDS[shift + 2] },
    };
    const rows = nothing(scene) ? [] : [row];
    return {
        of: query.get('of'),
        unit: query.get('unit'),
        grain: 'range',
        bounds: BOUNDS,
        durations: rows,
        samePeriodLastYear: scene === 'long' ? rows : null,
        previousPeriod: nothing(scene) ? null : rows,
    };
}

export function figures(url, nowMs, scene) {
    const query = url.searchParams;
    const indicator = query.get('indicator');
    const [from, to, grain] = ['from', 'to', 'grain'].map((name) => query.get(name));
    const since = nothing(scene) ? null : dayOf(nowMs - (scene === 'long' ? 1100 : 151) * DAY);
    const kind = indicator in RATES ? 'proportion' : STOCKS.includes(indicator) ? 'stock' : 'count';
    const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;
    const back = (day, n) => new Date(Date.parse(day) - n * DAY).toISOString().slice(0, 10);
    const year = (day) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
    const spans = {
        period: { from, to },
        lastYear: { from: year(from), to: year(to) },
        previous: { from: back(from, days), to: back(from, 1) },
    };
    const rows = (span) => {
        const pieces = new Map();
        for (let day = span.from; day <= span.to; day = back(day, -1)) {
            if (since === null || day < since || day > dayOf(nowMs)) {
                continue;
            }
            const key =
                grain === 'day'
                    ? day
                    : grain === 'month'
                      ? day.slice(0, 7)
                      : grain === 'year'
                        ? day.slice(0, 4)
                        : 'range';
            const next = random(Date.parse(day) / DAY + indicator.length);
            const n = 760 + Math.round(180 * next());
            const held = pieces.get(key) ?? { start: day, numerator: 0, denominator: 0 };
            held.denominator += n;
            held.numerator += kind === 'proportion' ? Math.round(n * (RATES[indicator] - 0.04 + 0.08 * next())) : n;
            if (kind === 'stock') {
                held.numerator = n;
            }
            pieces.set(key, held);
        }
        return [...pieces.values()].map((row) => ({
            unit: query.get('unit'),
            indicator,
            grain,
            start: grain === 'month' ? `${row.start.slice(0, 7)}-01` : row.start,
            numerator: scene === 'zero' ? 0 : row.numerator,
            denominator: kind === 'proportion' ? row.denominator : null,
            completeness: scene === 'normal' ? 986_300 : null,
            tick: iso(nowMs),
        }));
    };
    const orNull = (list) => (list.length === 0 ? null : list);
    return {
        figures: rows(spans.period),
        samePeriodLastYear: orNull(rows(spans.lastYear)),
        previousPeriod: orNull(rows(spans.previous)),
        kind,
        feed: 'alarm',
        since,
        shorterThanAYear: since !== null && since > back(dayOf(nowMs), 365),
        simulated: indicator.includes('in-time'),
        ...spans,
    };
}

export { calls, children, disputes };
