import { json, Refusal } from './client';
import { list, nullable, number, object, oneOf, type Read, type Reader, string } from './reader';

/** A control chart of closed months: limits rest on the months of their stretch. Parts per million, of a count per day. */
export const readControl = object({
    measure: oneOf('share', 'per-day'),
    points: list(object({ start: string, numerator: number, denominator: number, ppm: number, signals: list(string) })),
    leftOut: list(string),
    stretches: list(
        object({
            from: string,
            to: string,
            centrePpm: nullable(number),
            lowerPpm: nullable(number),
            upperPpm: nullable(number),
        }),
    ),
    minimumPoints: number,
    target: nullable(object({ comparator: oneOf('ge', 'gt', 'le', 'lt', 'none'), ppm: number })),
    rebased: list(string),
    variation: nullable(string),
    assurance: nullable(string),
});

/** The stations of one class around their common share; computed parts are null where too few counted anything. */
export const readFunnel = object({
    minimumStations: number,
    centrePpm: nullable(number),
    places: list(
        object({
            unit: string,
            name: string,
            numerator: number,
            denominator: number,
            standing: nullable(oneOf('BELOW', 'WITHIN', 'ABOVE')),
        }),
    ),
    leftOut: list(string),
    lines: list(
        object({
            tries: number,
            innerLowerPpm: number,
            innerUpperPpm: number,
            outerLowerPpm: number,
            outerUpperPpm: number,
        }),
    ),
});

const counts = object({ numerator: number, denominator: nullable(number) });

/** What moved a figure between two periods, part by part. Effects are parts per million of a rate, null of a count. */
export const readMovements = object({
    movedPpm: nullable(number),
    before: counts,
    after: counts,
    parts: list(object({ part: string, moved: number, ratePpm: nullable(number), mixPpm: nullable(number) })),
});

export type Movements = Read<typeof readMovements>;
export type Control = Read<typeof readControl>;
export type FunnelAnswer = Read<typeof readFunnel>;

/** Null where the server has no such chart of what was asked: of stocks, reports and cases there is none. */
async function orNone<T>(path: string, reader: Reader<T>, signal: AbortSignal): Promise<T | null> {
    try {
        return reader(await json(path, signal), path);
    } catch (error) {
        if (error instanceof Refusal && error.status >= 400 && error.status < 500) {
            return null;
        }
        throw error;
    }
}

export function fetchControl(unit: string, indicator: string, signal: AbortSignal): Promise<Control | null> {
    return orNone(`/api/v1/chart?${new URLSearchParams({ unit, indicator })}`, readControl, signal);
}

export function fetchFunnel(
    asked: { readonly unit: string; readonly indicator: string; readonly class: string },
    span: { readonly from: string; readonly to: string },
    signal: AbortSignal,
): Promise<FunnelAnswer | null> {
    return orNone(`/api/v1/funnel?${new URLSearchParams({ ...asked, ...span })}`, readFunnel, signal);
}

export type Against = 'last-year' | 'previous';

export function fetchMovements(
    asked: {
        readonly unit: string;
        readonly indicator: string;
        readonly against: Against;
        readonly by: 'unit' | 'kind';
    },
    span: { readonly from: string; readonly to: string },
    signal: AbortSignal,
): Promise<Movements | null> {
    return orNone(`/api/v1/movements?${new URLSearchParams({ ...asked, ...span })}`, readMovements, signal);
}
