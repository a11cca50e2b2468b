/** Made-up but plausible boards of the demo city, for looking at the pages; every number is drawn from a seeded stream. */
import { readFileSync } from 'node:fs';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ZONE_OFFSET = 8 * 60 * MINUTE;

export function random(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

function poisson(mean, next) {
    if (mean > 50) {
        return Math.max(0, Math.round(mean + Math.sqrt(mean) * (next() + next() + next() + next() - 2) * 1.73));
    }
    const limit = Math.exp(-mean);
    let k = 0;
    for (let p = next(); p > limit; p *= next()) {
        k++;
    }
    return k;
}

/** The register as the API gives it. `longNames` tries station names of eleven characters. */
export function readUnits(csv, longNames) {
    const [, ...lines] = readFileSync(csv, 'utf8').trim().split('\n');
    return lines.map((line) => {
        const [id, name, nameEn, level, parent, , unitClass] = line.split(',');
        const shown = longNames && level === 'station' ? name.replace('派出所', '高新区中路派出所').slice(0, 11) : name;
        return { id, name: shown, nameEn, level, parent: parent || null, class: unitClass || null };
    });
}

const FAMILIES = [
    ['help', 0.31],
    ['traffic', 0.22],
    ['theft-robbery-fraud', 0.14],
    ['non-police', 0.11],
    ['dispute', 0.09],
    ['other', 0.06],
    ['violence', 0.04],
    ['vice', 0.02],
    ['illegal-fund-raising', 0.006],
    ['pyramid', 0.004],
];

const dayOf = (ms) => new Date(ms + ZONE_OFFSET).toISOString().slice(0, 10);
const iso = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const rhythm = (ms) => 1 - 0.62 * Math.cos(((((ms + ZONE_OFFSET) % DAY) / DAY) * 24 - 4) * (Math.PI / 12));

/** What share of a city's calls a unit has. */
function share(unit, units) {
    const stations = units.filter((u) => u.level === 'station');
    const mine = stations.filter((s) => s.id === unit.id || s.parent === unit.id || unit.level === 'city');
    return mine.length / stations.length;
}

/** The path from the city down to a unit. */
export function pathTo(unit, units) {
    const above = units.find((u) => u.id === unit.parent);
    return [...(above ? pathTo(above, units) : []), { id: unit.id, name: unit.name }];
}

export function calls(unit, units, nowMs, scene) {
    const part = share(unit, units);
    const big = scene === 'big';
    const perMinute = (big ? 69.4 : 0.62) * part;
    const next = random(Number(unit.id) + Math.floor(nowMs / DAY));
    const empty = scene === 'empty' || scene === 'zero';
    const minuteNow = Math.floor(nowMs / MINUTE) * MINUTE;
    const at = (ms, salt) =>
        empty ? 0 : poisson(perMinute * rhythm(ms), random(Number(unit.id) * 7 + ms / MINUTE + salt));
    const from = minuteNow - 179 * MINUTE;
    const counts = Array.from({ length: 180 }, (_, i) => at(from + i * MINUTE, 0));
    const lastWeek = Array.from({ length: 180 }, (_, i) => at(from + i * MINUTE, 99));
    const seconds = ((nowMs + ZONE_OFFSET) % DAY) / 1000;
    const midnight = nowMs - seconds * 1000;
    let today = 0;
    let before = 0;
    for (let ms = midnight; ms <= minuteNow; ms += MINUTE) {
        today += at(ms, 0);
        before += at(ms, 99);
    }
    if (big) {
        [today, before] = [99_999, 88_412];
    }
    const whole = perMinute * 1440;
    const scale = today / Math.max(1, whole);
    return {
        today,
        yesterday: empty ? 0 : poisson(whole, next),
        sameTimeLastWeek: scene === 'empty' ? null : before,
        lastHour: counts.slice(-60).reduce((a, b) => a + b, 0),
        hourLastWeek: scene === 'empty' ? null : lastWeek.slice(-60).reduce((a, b) => a + b, 0),
        families: FAMILIES.map(([family, p]) => ({
            family,
            today: empty ? 0 : Math.round(whole * scale * p * (0.85 + 0.3 * next())),
            lastWeek: scene === 'empty' ? null : empty ? 0 : Math.round(whole * p * (0.85 + 0.3 * next())),
        })),
        categories: [],
        minutes: { from: iso(from), counts, lastWeek: scene === 'empty' ? null : lastWeek },
        days: Array.from({ length: 28 }, (_, i) => {
            const ms = nowMs - (27 - i) * DAY;
            const missing = scene === 'empty' || (i > 8 && i < 12 && scene !== 'zero');
            const weekend = [0, 6].includes(new Date(ms + ZONE_OFFSET).getUTCDay()) ? 1.12 : 1;
            return {
                day: dayOf(ms),
                count: i === 27 ? today : missing ? null : empty ? 0 : poisson(whole * weekend, next),
            };
        }),
        asOf: scene === 'empty' ? null : iso(nowMs - 1000),
        provisional: true,
    };
}

export function disputes(unit, units, nowMs, scene) {
    const part = share(unit, units);
    const next = random(Number(unit.id) + Math.floor(nowMs / DAY) + 5);
    const rate = scene === 'empty' || scene === 'zero' ? 0 : (scene === 'big' ? 12_000 : 94) * part;
    const day = Math.max(0.05, ((nowMs + ZONE_OFFSET) % DAY) / DAY);
    const grown = Math.floor((nowMs % (10 * MINUTE)) / 30_000);
    const registered = Math.round(rate * day) + (rate > 0 ? grown : 0);
    return {
        registeredToday: registered,
        concludedToday: Math.round(registered * 0.9),
        succeededToday: Math.round(registered * 0.54),
        open: scene === 'big' ? 99_999 : Math.round(rate * 33),
        overdue: scene === 'big' ? 88_888 : Math.round(rate * 1.7),
        police: {
            registeredToday: Math.round(registered * 0.3),
            concludedToday: Math.round(registered * 0.26),
            succeededToday: Math.round(registered * 0.15),
        },
        days: Array.from({ length: 28 }, (_, i) => {
            const r = poisson(rate, next);
            const none = scene === 'empty';
            return {
                day: dayOf(nowMs - (27 - i) * DAY),
                registered: none ? null : r,
                concluded: none ? null : Math.round(r * 0.9),
                succeeded: none ? null : Math.round(r * (0.5 + 0.1 * next())),
            };
        }),
        asOf: scene === 'empty' ? null : iso(nowMs - 4000),
        provisional: true,
    };
}

function bounds(n, d) {
    if (d === 0) {
        return [null, null];
    }
    const p = n / d;
    const half = 2.58 * Math.sqrt(Math.max(p * (1 - p), 0.01) / d);
    return [Math.max(0, Math.floor((p - half) * 1e6)), Math.min(1_000_000, Math.ceil((p + half) * 1e6))];
}

export function standards(unit, units, nowMs, scene) {
    if (scene === 'empty') {
        return [];
    }
    const part = share(unit, units);
    const stations = units.filter(
        (u) => u.level === 'station' && (u.id === unit.id || u.parent === unit.id || unit.level === 'city'),
    ).length;
    const row = (id, zh, english, targetPpm, plan, d, p) => {
        const denominator = scene === 'zero' ? 0 : Math.round(d * part);
        const numerator = Math.round(denominator * p);
        const [lowerPpm, upperPpm] = bounds(numerator, denominator);
        const above = unit.level !== 'station';
        const missed = scene === 'fires' ? Math.ceil(stations * 0.4) : Math.min(stations, 3);
        return {
            id,
            clause: '三(三)',
            name: { zh, en: english },
            comparator: 'ge',
            targetPpm,
            planTargetPpm: plan,
            minimumSample: 20,
            numerator,
            denominator,
            lowerPpm,
            upperPpm,
            literal: denominator === 0 ? 'NONE' : p * 1e6 >= targetPpm ? 'MET' : 'MISSED',
            state: above ? null : denominator < 20 ? 'INSUFFICIENT' : upperPpm < targetPpm ? 'MISSED' : 'UNDECIDED',
            tally: above
                ? {
                      MISSED: scene === 'zero' ? 0 : missed,
                      UNDECIDED: scene === 'zero' ? 0 : Math.floor((stations - missed) * 0.34),
                      INSUFFICIENT: scene === 'zero' ? stations : Math.floor((stations - missed) * 0.12),
                      STALE: 0,
                      MET:
                          scene === 'zero'
                              ? 0
                              : stations -
                                missed -
                                Math.floor((stations - missed) * 0.34) -
                                Math.floor((stations - missed) * 0.12),
                      NOT_IN_FORCE: 0,
                      NO_TARGET: 0,
                  }
                : null,
            windowFrom: dayOf(nowMs - 150 * DAY),
            windowTo: dayOf(nowMs - DAY),
            tick: iso(nowMs),
        };
    };
    return [
        row('N02', '矛盾纠纷调处成功率', 'Dispute mediation success', 590_000, 900_000, 17_162, 0.5897),
        row(
            'N03',
            '涉及公安矛盾纠纷调处成功率',
            'Police-related dispute mediation success',
            550_000,
            950_000,
            5_204,
            0.561,
        ),
    ];
}

export function alerts(unit, units, nowMs, scene) {
    if (scene === 'empty' || scene === 'zero') {
        return { firing: 0, pending: 0, list: [] };
    }
    const stations = units.filter(
        (u) => u.level === 'station' && (u.id === unit.id || u.parent === unit.id || unit.level === 'city'),
    );
    const step = scene === 'fires' ? 1 : 29;
    const next = random(17);
    const chosen = stations.filter((s) => Number(s.id) % step === 0 || (scene === 'fires' && unit.level === 'station'));
    const all = chosen.map((station, i) => {
        const denominator = scene === 'big' ? 99_999 : 40 + Math.floor(next() * 160);
        const numerator = Math.floor(denominator * (0.3 + 0.2 * next()));
        const [lowerPpm, upperPpm] = bounds(numerator, denominator);
        const state =
            scene === 'fires'
                ? i < 40
                    ? 'FIRING'
                    : 'PENDING'
                : i % 3 === 2
                  ? 'PENDING'
                  : i % 5 === 4
                    ? 'RESOLVED'
                    : 'FIRING';
        const back = 3 + Math.floor(next() * 20);
        return {
            id: `t${station.id}`,
            unit: { id: station.id, name: station.name },
            standard: i % 4 === 3 ? 'N03' : 'N02',
            state,
            since: iso(nowMs - (back + 3) * DAY),
            at: scene === 'fires' && i === 0 ? iso(nowMs - 9 * MINUTE) : iso(nowMs - back * DAY),
            reason: state === 'FIRING' ? 'HELD' : state === 'PENDING' ? 'MISSED_WITH_CERTAINTY' : 'RECOVERED',
            numerator,
            denominator,
            lowerPpm,
            upperPpm,
            targetPpm: 590_000,
            days: back,
        };
    });
    const order = ['FIRING', 'PENDING', 'RESOLVED'];
    all.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
    const count = (state) => all.filter((a) => a.state === state).length;
    return { firing: count('FIRING'), pending: count('PENDING'), list: all.slice(0, 50) };
}

export function feeds(unit, units, nowMs, scene) {
    if (scene === 'empty') {
        return [];
    }
    const counties = units.filter(
        (u) => u.level === 'county' && (unit.level === 'city' || u.id === unit.id || u.id === unit.parent),
    );
    return [
        ['winston-salem', 'alarm', 92_480],
        ['consumidor', 'dispute', 17_162],
    ].flatMap(([source, feed, records]) =>
        counties.map((county, i) => {
            const silent = scene === 'fires' ? i % 2 === 1 : scene === 'big';
            return {
                source,
                feed,
                logKey: county.id,
                name: county.name,
                state: scene === 'zero' ? 'NEVER' : silent ? 'STALE' : 'LIVE',
                lastHeard:
                    scene === 'zero'
                        ? null
                        : iso(nowMs - (silent ? 4 * 60 * MINUTE + i * 17 * MINUTE : 1000 * (i + 1))),
                records: scene === 'zero' ? 0 : Math.round(records / 8) + i * 31,
                covered: [],
                completeness: null,
            };
        }),
    );
}

export function children(unit, units, nowMs, scene) {
    const list = alerts({ ...unit }, units, nowMs, scene).list;
    return units
        .filter((u) => u.parent === unit.id)
        .map((child, i) => {
            const c = calls(child, units, nowMs, scene);
            const mine = (id) => id === child.id || units.find((u) => u.id === id)?.parent === child.id;
            return {
                unit: { id: child.id, name: child.name, level: child.level, class: child.class },
                callsToday: scene === 'empty' ? null : c.today,
                callsLastWeek: scene === 'empty' ? null : i === 2 ? Math.round(c.today * 0.55) : c.sameTimeLastWeek,
                open: disputes(child, units, nowMs, scene).open,
                firing: list.filter((a) => a.state === 'FIRING' && mine(a.unit.id)).length,
                states: { N02: null, N03: null },
            };
        });
}

export const DEMO = {
    note: {
        zh: '虚构城市，套用公开的真实记录，时间已平移',
        en: 'An invented city fed with public real records, shifted in time',
    },
    sources: [
        { name: 'City of Winston-Salem', licence: 'CC BY 4.0', what: { zh: '警情', en: 'calls for service' } },
        { name: 'Consumidor.gov.br', licence: 'ODbL', what: { zh: '消费纠纷', en: 'consumer disputes' } },
    ],
};
