import { readFeeds } from './board';
import { boolean, list, nullable, number, object, type Read, string, table } from './reader';

const tick = object({
    partition: number,
    tick: string,
    offset: number,
    applied: number,
    superseded: number,
    duplicate: number,
    dead: number,
    records: nullable(number),
    balanced: nullable(boolean),
    conflicts: nullable(number),
});

const intake = {
    received: number,
    accepted: number,
    refused: number,
    refusedByReason: table(number),
};

const covered = object({
    feed: string,
    judged: boolean,
    months: number,
    complete: boolean,
    coveredFrom: nullable(string),
});

const deadLetter = object({ partition: number, offset: number, reason: string, expected: nullable(string) });

/** Answer of the pipeline route: how the product itself is doing. */
export const readPipeline = object({
    feeds: readFeeds,
    balances: object({ ...intake, balanced: nullable(boolean) }),
    ticks: list(tick),
    quarantine: number,
    quarantineAge: nullable(object({ oldest: nullable(string), ageMs: nullable(number) })),
    deadLetters: nullable(object({ total: number, newest: list(deadLetter) })),
    telemetry: nullable(
        object({ ...intake, late: number, clockOff: number, devices: number, mqttClients: nullable(number) }),
    ),
    /** How many months of history each feed covers for every log key; null from a server that does not say it. */
    onboarding: nullable(object({ monthsWanted: number, complete: boolean, feeds: list(covered) })),
    splitRecords: nullable(object({ total: number, first: list(object({ recordId: string, units: list(string) })) })),
    lagMs: nullable(number),
    sink: nullable(object({ lag: number, lastTick: nullable(string) })),
});

export type Pipeline = Read<typeof readPipeline>;
export type History = Pipeline['onboarding'];
export type PipelineTick = Read<typeof tick>;
