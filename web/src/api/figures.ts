import { bucket } from './board';
import { boolean, list, nullable, number, object, oneOf, type Read, string } from './reader';

const figure = object({
    start: string,
    numerator: number,
    denominator: nullable(number),
    completeness: nullable(number),
});

const span = object({ from: string, to: string });

/** Answer of the figures route. What compares is null where nothing was ever counted there. */
export const readFigures = object({
    figures: list(figure),
    samePeriodLastYear: nullable(list(figure)),
    previousPeriod: nullable(list(figure)),
    kind: oneOf('count', 'proportion', 'stock', 'level'),
    feed: string,
    since: nullable(string),
    shorterThanAYear: boolean,
    simulated: boolean,
    period: span,
    lastYear: span,
    previous: span,
});

const durationRow = object({
    start: string,
    count: number,
    buckets: list(number),
    p50: nullable(bucket),
    p90: nullable(bucket),
});

/** Answer of the durations route: counts by bucket; `bounds` are their upper ends in minutes, the last bucket has none. */
export const readDurations = object({
    bounds: list(number),
    durations: list(durationRow),
    samePeriodLastYear: nullable(list(durationRow)),
    previousPeriod: nullable(list(durationRow)),
});

const indicator = object({
    id: string,
    kind: oneOf('count', 'proportion', 'stock', 'level'),
    feed: string,
    trendOnly: boolean,
});

export const readIndicators = object({ indicators: list(indicator) });

const rule = object({
    id: string,
    clause: string,
    name: object({ zh: string, en: string }),
    indicator: string,
    kind: oneOf('share', 'report', 'attestation', 'quota', 'improvement', 'clock', 'decline', 'figure'),
    comparator: oneOf('ge', 'gt', 'le', 'lt', 'none'),
    targetPpm: number,
    planTargetPpm: nullable(number),
    inForce: boolean,
    level: oneOf('city', 'county', 'station', 'community'),
    reporting: nullable(object({ everyMonths: number, minutes: number })),
});

export const readRules = object({ standards: list(rule) });

export type Figure = Read<typeof figure>;
export type Figures = Read<typeof readFigures>;
export type DurationRow = Read<typeof durationRow>;
export type PeriodDurations = Read<typeof readDurations>;
export type Span = Read<typeof span>;
export type Indicator = Read<typeof indicator>;
export type Rule = Read<typeof rule>;
