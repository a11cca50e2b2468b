import { json } from './client';
import { boolean, list, nullable, number, object, oneOf, type Read, string } from './reader';

const text = object({ zh: string, en: string });
const kind = oneOf('share', 'report', 'attestation', 'quota', 'improvement', 'clock', 'decline', 'figure');
const comparator = oneOf('ge', 'gt', 'le', 'lt', 'none');

const standard = object({
    id: string,
    clause: string,
    name: text,
    text,
    kind,
    comparator,
    targetPpm: number,
    indicator: string,
    windowMonths: number,
    minimumSample: number,
    level: oneOf('city', 'county', 'station', 'community'),
    inForce: boolean,
    reporting: nullable(object({ everyMonths: number, graceDays: number, by: list(string), minutes: number })),
    note: nullable(text),
});

const verdict = object({
    unit: string,
    standard: string,
    on: string,
    state: oneOf('MET', 'MISSED', 'UNDECIDED', 'INSUFFICIENT', 'STALE', 'NOT_IN_FORCE', 'NO_TARGET'),
    numerator: number,
    denominator: number,
    lowerPpm: nullable(number),
    upperPpm: nullable(number),
    targetPpm: number,
    comparator,
    windowFrom: string,
    windowTo: string,
    kind,
    lastEvent: nullable(string),
    freeOn: nullable(string),
    dispersionMilli: nullable(number),
    variation: oneOf('UNKNOWN', 'COMMON_CAUSE', 'BETTER', 'WORSE'),
    assurance: oneOf('UNKNOWN', 'CONSISTENTLY_PASSES', 'CONSISTENTLY_FAILS', 'HIT_OR_MISS'),
});

const readStandards = object({ standards: list(standard) });
const readVerdicts = object({ verdicts: list(verdict) });

export type Standard = Read<typeof standard>;
export type Verdict = Read<typeof verdict>;

/** The whole catalogue, and the newest verdict of each standard for the unit and the stations under it. */
export interface Standings {
    readonly standards: readonly Standard[];
    readonly verdicts: readonly Verdict[];
}

export async function fetchStandings(unit: string, signal: AbortSignal): Promise<Standings> {
    const query = new URLSearchParams({ unit, newest: 'true' });
    const [catalogue, given] = await Promise.all([
        json('/api/v1/standards', signal),
        json(`/api/v1/verdicts?${query}`, signal),
    ]);
    return {
        standards: readStandards(catalogue, 'standards').standards,
        verdicts: readVerdicts(given, 'verdicts').verdicts,
    };
}
