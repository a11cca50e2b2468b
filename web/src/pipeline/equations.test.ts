import { expect, it } from 'vitest';
import { allBalance, intakeBalance, reasonsOf, tickBalance, tickSum } from './equations';

const tick = {
    partition: 0,
    tick: '2026-11-24T10:15:00Z',
    offset: 9,
    applied: 5,
    superseded: 2,
    duplicate: 1,
    dead: 1,
    records: 9,
    balanced: true,
    conflicts: 0,
};
const pipeline = {
    feeds: [],
    balances: { received: 3, accepted: 2, refused: 1, refusedByReason: {}, balanced: true },
    ticks: [tick],
    quarantine: 0,
    quarantineAge: null,
    deadLetters: null,
    telemetry: null,
    lagMs: 0,
    onboarding: null,
    splitRecords: null,
    sink: null,
};

it('a balance is what the numbers say, whatever the server says', () => {
    expect(intakeBalance({ received: 3, accepted: 2, refused: 1 })).toBe(true);
    expect(intakeBalance({ received: 4, accepted: 2, refused: 1 })).toBe(false);
    expect(tickSum(tick)).toBe(9);
    expect(tickBalance(tick)).toBe(true);
    expect(tickBalance({ ...tick, balanced: true, records: 10 })).toBe(false);
    expect(tickBalance({ ...tick, records: null })).toBeNull();
});

it('one balance that is off makes all off; one not known keeps all open', () => {
    expect(allBalance(pipeline)).toBe(true);
    expect(allBalance({ ...pipeline, ticks: [tick, { ...tick, records: null }] })).toBeNull();
    expect(
        allBalance({
            ...pipeline,
            ticks: [
                { ...tick, dead: 0 },
                { ...tick, records: null },
            ],
        }),
    ).toBe(false);
});

it('reasons that never happened are not listed', () => {
    expect(reasonsOf({ MALFORMED: 2, TOO_LARGE: 0, INTERNAL: 5 })).toEqual([
        ['INTERNAL', 5],
        ['MALFORMED', 2],
    ]);
});
