import { readMap, type UnitShape } from '../wall/map/geometry';
import { readUnits, type Unit } from './board';
import {
    type Figures,
    type Indicator,
    type PeriodDurations,
    type Rule,
    readDurations,
    readFigures,
    readIndicators,
    readRules,
    type Span,
} from './figures';
import { type Pipeline, readPipeline } from './pipeline';

/** The server said no, and why. */
export class Refusal extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        readonly detail = '',
    ) {
        super(code === '' ? `HTTP ${status}` : `HTTP ${status} ${code}`);
        this.name = 'Refusal';
    }
}

export async function json(path: string, signal: AbortSignal): Promise<unknown> {
    const response = await fetch(path, { signal, headers: { accept: 'application/json' } });
    if (!response.ok) {
        throw await refusal(response);
    }
    return response.json();
}

const WRITE_TIMEOUT_MS = 10_000;

/** Writes something; the header says that a page of this server does, which no page of another site can. */
export async function send(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(path, {
        method,
        headers: { 'content-type': 'application/json', accept: 'application/json', 'x-stationboard': '1' },
        signal: AbortSignal.timeout(WRITE_TIMEOUT_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
        throw await refusal(response);
    }
    return response.json();
}

async function refusal(response: Response): Promise<Refusal> {
    try {
        const problem: unknown = await response.json();
        if (typeof problem === 'object' && problem !== null) {
            const code = 'code' in problem ? String(problem.code) : '';
            return new Refusal(response.status, code, 'detail' in problem ? String(problem.detail) : '');
        }
    } catch {
        // A proxy's own error page is no problem document; the status says enough.
    }
    return new Refusal(response.status, '');
}

export async function fetchUnits(signal: AbortSignal): Promise<readonly Unit[]> {
    return readUnits(await json('/api/v1/units', signal), 'units').units;
}

/** The schematic map's shapes; null where none is configured. */
export async function fetchMap(signal: AbortSignal): Promise<readonly UnitShape[] | null> {
    const response = await fetch('/api/v1/map', { signal });
    if (response.status === 404) {
        return null;
    }
    if (!response.ok) {
        throw new Error(`HTTP ${response.status}`);
    }
    return readMap(await response.json());
}

export interface Asked {
    readonly unit: string;
    readonly indicator: string;
    readonly from: string;
    readonly to: string;
    readonly grain: 'day' | 'month' | 'year' | 'range';
    /** As known at the turn that closed this day; null: as known now. */
    readonly known: string | null;
}

export async function fetchFigures(asked: Asked, signal: AbortSignal): Promise<Figures> {
    const { known, ...rest } = asked;
    const query = new URLSearchParams({ ...rest, ...(known === null ? {} : { known }) });
    return readFigures(await json(`/api/v1/figures?${query}`, signal), 'figures');
}

/** What can be measured of an alarm, from the call on. */
export type Measured = 'dispatch' | 'arrival' | 'handling';

/** How long it took over a whole period, in buckets. */
export async function fetchDurations(
    unit: string,
    of: Measured,
    span: Span,
    signal: AbortSignal,
): Promise<PeriodDurations> {
    const query = new URLSearchParams({ of, unit, ...span, grain: 'range' });
    return readDurations(await json(`/api/v1/durations?${query}`, signal), 'durations');
}

export async function fetchIndicators(signal: AbortSignal): Promise<readonly Indicator[]> {
    return readIndicators(await json('/api/v1/indicators', signal), 'indicators').indicators;
}

/** The catalogue's standards, for their targets. */
export async function fetchRules(signal: AbortSignal): Promise<readonly Rule[]> {
    return readRules(await json('/api/v1/standards', signal), 'standards').standards;
}

export async function fetchPipeline(signal: AbortSignal): Promise<Pipeline> {
    return readPipeline(await json('/api/v1/pipeline', signal), 'pipeline');
}
