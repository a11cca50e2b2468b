/** Control charts and funnels of the stand-in server. */
import { random } from './mock-data.mjs';

const PPM = 1_000_000;
const monthsBack = (nowMs, n) => {
    const now = new Date(nowMs);
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - n, 1)).toISOString().slice(0, 10);
};

/** Twenty months, one of them without cover, a shift after the twelfth and one month beyond its limits. */
export function chart(url, nowMs, scene, rate) {
    const share = rate !== undefined;
    const next = random(url.searchParams.get('indicator').length);
    const empty = scene === 'empty' || scene === 'zero';
    const starts = empty ? [] : Array.from({ length: scene === 'big' ? 6 : 20 }, (_, i) => monthsBack(nowMs, 20 - i));
    const centre = share ? Math.round(rate * PPM) : 760 * PPM;
    const spread = Math.round(centre * (share ? 0.012 : 0.05));
    const points = starts
        .filter((_, i) => i !== 9)
        .map((start, i) => {
            const off = (next() - 0.5) * 2.4 * spread - (i > 15 ? 1.1 * spread : 0) - (i === 13 ? 3.2 * spread : 0);
            const ppm = Math.round(Math.min(share ? PPM : Number.MAX_SAFE_INTEGER, centre + off));
            const signals = i === 13 ? ['BELOW_LIMIT'] : i === 18 ? ['TWO_OF_THREE_LOW'] : [];
            return { start, numerator: Math.round(ppm / 1000), denominator: share ? 1000 : 30, ppm, signals };
        });
    const stretch = (from, to, middle, limits) => ({
        from,
        to,
        points: 12,
        baseline: 12,
        centrePpm: limits ? middle : null,
        lowerPpm: limits ? middle - 3 * spread : null,
        upperPpm: limits ? middle + 3 * spread : null,
    });
    const last = points.length - 1;
    return {
        unit: url.searchParams.get('unit'),
        indicator: url.searchParams.get('indicator'),
        standard: share ? 'N02' : null,
        measure: share ? 'share' : 'per-day',
        on: monthsBack(nowMs, 0),
        points,
        leftOut: empty ? [] : [monthsBack(nowMs, 11)],
        stretches:
            last < 0
                ? []
                : last < 12
                  ? [stretch(points[0].start, points[last].start, centre, false)]
                  : [
                        stretch(points[0].start, points[11].start, centre, true),
                        stretch(points[12].start, points[last].start, centre - Math.round(0.6 * spread), true),
                    ],
        minimumPoints: 12,
        target: share ? { comparator: 'ge', ppm: 900_000 } : null,
        rebased: last < 12 ? [] : [points[12].start],
        variation: share ? 'WORSE' : null,
        assurance: share ? 'HIT_OR_MISS' : null,
        ratio: null,
        weeks: null,
    };
}

const Z = { inner: 1.96, outer: 3.09 };

export function funnel(url, units, scene, rate) {
    const query = url.searchParams;
    const group = query.get('unit');
    const stations = units.filter(
        (unit) =>
            unit.level === 'station' &&
            unit.class === query.get('class') &&
            (unit.parent === group || /0000$/.test(group)),
    );
    const next = random(stations.length + 3);
    const few = stations.length < 5 || scene === 'empty';
    const places = (scene === 'empty' ? [] : stations).map((unit, i) => {
        const denominator = scene === 'zero' ? 0 : 20 + Math.round(next() * next() * 600);
        const share = scene === 'fires' || i === 4 ? rate - 0.18 : rate + (next() - 0.5) * 0.1;
        const numerator = Math.round(denominator * Math.min(1, share));
        const limit = Z.outer * Math.sqrt((rate * (1 - rate)) / Math.max(1, denominator));
        const standing = share < rate - limit ? 'BELOW' : 'WITHIN';
        return { unit: unit.id, name: unit.name, numerator, denominator, standing: few ? null : standing };
    });
    const most = Math.max(1, ...places.map((place) => place.denominator));
    const lines = Array.from({ length: 40 }, (_, i) => Math.max(1, Math.round((most * (i + 1) ** 2) / 1600)));
    const bound = (tries, z) =>
        Math.round(PPM * Math.min(1, Math.max(0, rate + z * Math.sqrt((rate * (1 - rate)) / tries))));
    return {
        unit: group,
        indicator: query.get('indicator'),
        class: query.get('class'),
        from: query.get('from'),
        to: query.get('to'),
        minimumStations: 5,
        centrePpm: few || most === 1 ? null : Math.round(rate * PPM),
        dispersionMilli: 1100,
        widening: few ? null : 'ADDITIVE',
        places,
        leftOut: scene === 'normal' ? stations.slice(0, 1).map((unit) => unit.id) : [],
        lines: few
            ? []
            : [...new Set(lines)].map((tries) => ({
                  tries,
                  innerLowerPpm: bound(tries, -Z.inner),
                  innerUpperPpm: bound(tries, Z.inner),
                  outerLowerPpm: bound(tries, -Z.outer),
                  outerUpperPpm: bound(tries, Z.outer),
              })),
    };
}

/** Every unit below moved a little. */
export function movements(url, units, rate) {
    const below = units.filter((unit) => unit.parent === url.searchParams.get('unit'));
    const next = random(below.length + 1);
    const parts = below.map((unit) => {
        const moved = Math.round((next() - 0.5) * 80);
        const shares = rate === undefined ? null : Math.round((next() - 0.4) * 9000);
        return { part: unit.id, moved, ratePpm: shares, mixPpm: shares === null ? null : Math.round(shares * 0.2) };
    });
    return {
        movedPpm: rate === undefined ? null : parts.reduce((sum, part) => sum + part.ratePpm + part.mixPpm, 0),
        before: { numerator: 1000, denominator: null },
        after: { numerator: 1000 + parts.reduce((sum, part) => sum + part.moved, 0), denominator: null },
        parts,
    };
}

const monthOf = (url, nowMs) => url.searchParams.get('month') ?? monthsBack(nowMs, 1).slice(0, 7);
const named = ({ id, name }) => ({ id, name });

export function publicReport(url, units, nowMs) {
    const unit = units.find((each) => each.id === url.searchParams.get('unit')) ?? units[0];
    const below = units.filter((each) => each.parent === unit.id).map(named);
    const next = random(5);
    return {
        unit: unit.id,
        name: unit.name,
        month: monthOf(url, nowMs),
        below,
        rows: ['alarms', 'alarms.crime', 'disputes.registered', 'disputes.concluded', 'visits.made'].map(
            (indicator) => {
                const counts = below.map(() => Math.round(next() * 900));
                const hidden = counts.map((n, i) => (indicator === 'alarms.crime' && i < 2 ? null : n));
                return { indicator, total: counts.reduce((sum, n) => sum + n, 0), below: hidden };
            },
        ),
        hiddenBelow: 5,
    };
}

export function meetingPack(url, units, nowMs) {
    const unit = units.find((each) => each.id === url.searchParams.get('unit')) ?? units[0];
    const stations = units.filter(
        (each) => each.level === 'station' && (each.parent === unit.id || unit.level === 'city'),
    );
    const next = random(7);
    const states = ['MET', 'MET', 'MET', 'UNDECIDED', 'MISSED', 'INSUFFICIENT', 'STALE'];
    return {
        unit: unit.id,
        name: unit.name,
        month: monthOf(url, nowMs),
        dataAsOf: new Date(nowMs).toISOString(),
        stations: stations.map(named),
        standards: ['N02', 'N03', 'N08', 'Z01', 'Z02', 'Z03', 'Z10', 'C20', 'C21', 'C29'].map((id) => ({
            id,
            clause: '三(三)',
            name: { zh: `标准 ${id}`, en: `Standard ${id}` },
            verdicts: stations.map(() => {
                const denominator = Math.round(next() * 200);
                const state = states[Math.floor(next() * states.length)];
                return next() < 0.05
                    ? null
                    : { state, literal: 'MET', numerator: Math.round(denominator * 0.9), denominator };
            }),
        })),
        figures: ['alarms', 'disputes.succeeded', 'dispatch.in-time'].map((indicator, i) => ({
            indicator,
            kind: i === 0 ? 'count' : 'proportion',
            month: { numerator: 812, denominator: i === 0 ? null : 1000 },
            lastYear: null,
            previous: { numerator: 790, denominator: i === 0 ? null : 1010 },
        })),
    };
}
