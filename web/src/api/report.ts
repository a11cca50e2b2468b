import { json } from './client';
import { list, nullable, number, object, type Read, string } from './reader';

const named = object({ id: string, name: string });
const counts = object({ numerator: number, denominator: nullable(number) });
const state = string;

/** A closed month in counts that may be made public; what could give somebody away is null. */
const readPublicReport = object({
    unit: string,
    name: string,
    month: string,
    below: list(named),
    rows: list(object({ indicator: string, total: nullable(number), below: list(nullable(number)) })),
    hiddenBelow: number,
});

/** A closed month of a county or city for its meeting: verdicts as they stood, figures beside those before. */
const readMeetingPack = object({
    unit: string,
    name: string,
    month: string,
    dataAsOf: nullable(string),
    stations: list(named),
    standards: list(
        object({
            id: string,
            clause: string,
            name: object({ zh: string, en: string }),
            verdicts: list(nullable(object({ state, numerator: number, denominator: number }))),
        }),
    ),
    figures: list(
        object({
            indicator: string,
            kind: string,
            month: nullable(counts),
            lastYear: nullable(counts),
            previous: nullable(counts),
        }),
    ),
});

export type PublicReport = Read<typeof readPublicReport>;
export type MeetingPack = Read<typeof readMeetingPack>;
export type Counts = Read<typeof counts>;

const asked = (unit: string, month: string | null): URLSearchParams =>
    new URLSearchParams({ unit, ...(month === null ? {} : { month }) });

export async function fetchPublicReport(unit: string, month: string | null, signal: AbortSignal) {
    return readPublicReport(await json(`/api/v1/public-report?${asked(unit, month)}`, signal), 'report');
}

export async function fetchMeetingPack(unit: string, month: string | null, signal: AbortSignal) {
    return readMeetingPack(await json(`/api/v1/meeting-pack?${asked(unit, month)}`, signal), 'pack');
}
