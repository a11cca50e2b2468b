import type { Pipeline, PipelineTick } from '../api/pipeline';

/** Whether a balance adds up; null while one side is not known yet. */
export type Balance = boolean | null;

/** received = accepted + refused, computed here: the page shows what adds up, not what says so. */
export function intakeBalance(intake: {
    readonly received: number;
    readonly accepted: number;
    readonly refused: number;
}): Balance {
    return intake.received === intake.accepted + intake.refused;
}

export function tickSum(tick: Pick<PipelineTick, 'applied' | 'superseded' | 'duplicate' | 'dead'>): number {
    return tick.applied + tick.superseded + tick.duplicate + tick.dead;
}

/** records = applied + superseded + duplicate + dead; the store counts the records on its own. */
export function tickBalance(tick: PipelineTick): Balance {
    return tick.records === null ? null : tick.records === tickSum(tick);
}

/** Everything adds up; null where nothing is wrong and something is not known yet. */
export function allBalance(pipeline: Pipeline): Balance {
    const found = [
        intakeBalance(pipeline.balances),
        ...(pipeline.telemetry === null ? [] : [intakeBalance(pipeline.telemetry)]),
        ...pipeline.ticks.map(tickBalance),
    ];
    if (found.includes(false)) {
        return false;
    }
    return found.includes(null) ? null : true;
}

/** Reasons with their counts, those that happened, most frequent first: what to look at is what happens most. */
export function reasonsOf(table: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
    return Object.entries(table)
        .filter(([, n]) => n > 0)
        .sort((a, b) => b[1] - a[1]);
}
