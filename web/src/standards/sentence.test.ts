import { expect, it } from 'vitest';
import type { Standard, Verdict } from '../api/standards';
import { burden, heaviest } from './burden';
import { parts } from './sentence';
import { standardsWordsOf } from './words';

const words = standardsWordsOf('en');
const verdict: Verdict = {
    unit: '990101',
    standard: 'N02',
    on: '2026-03-10',
    state: 'UNDECIDED',
    numerator: 89,
    denominator: 100,
    lowerPpm: 761_234,
    upperPpm: 962_345,
    targetPpm: 900_000,
    comparator: 'ge',
    windowFrom: '2025-03-11',
    windowTo: '2026-03-10',
    kind: 'share',
    lastEvent: null,
    freeOn: null,
    dispersionMilli: null,
    variation: 'COMMON_CAUSE',
    assurance: 'HIT_OR_MISS',
};

it('a share stands with its sample, its interval rounded outward and its target', () => {
    expect(parts(verdict, words)).toEqual([
        '89 of 100, 89.0 %',
        'interval 76.1 % to 96.3 %',
        'target ≥\u202f90\u202f%',
        '2025-03-11 to 2026-03-10',
    ]);
});

it('a clock has no rate: it is clean since its window began, or says when it will be free', () => {
    const clock: Verdict = { ...verdict, kind: 'clock', numerator: 0, denominator: 0, lowerPpm: null, upperPpm: null };
    expect(parts(clock, words)[0]).toBe('none since 2025-03-11');
    const missed: Verdict = { ...clock, numerator: 2, lastEvent: '2026-01-02', freeOn: '2028-01-02' };
    expect(parts(missed, words)[0]).toBe('2 · last on 2026-01-02, free again on 2028-01-02');
});

it('a decline shows both windows, a report without interval none, and what is not in force nothing', () => {
    expect(parts({ ...verdict, kind: 'decline', numerator: 96, denominator: 240 }, words)[0]).toBe(
        '96, before that 144',
    );
    expect(parts({ ...verdict, kind: 'report', lowerPpm: null, upperPpm: null }, words)).toHaveLength(3);
    expect(parts({ ...verdict, state: 'NOT_IN_FORCE' }, words)).toEqual([]);
});

it('the burden is what reports in force ask of a station a month', () => {
    const standard: Standard = {
        id: 'C04',
        clause: '四(一)',
        name: { zh: '名', en: 'Name' },
        text: { zh: '文', en: 'Text' },
        kind: 'attestation',
        comparator: 'ge',
        targetPpm: 1_000_000,
        indicator: 'reported.c04',
        windowMonths: 0,
        minimumSample: 1,
        level: 'station',
        inForce: true,
        reporting: { everyMonths: 12, graceDays: 31, by: ['county'], minutes: 30 },
        note: null,
    };
    const waiting = { ...standard, inForce: false };
    expect(burden([standard, waiting, { ...standard, reporting: null }])).toBe(3);
    expect(burden([standard, waiting, waiting], false)).toBe(5);
    expect(burden([{ ...standard, level: 'county' }])).toBe(0);
    const monthly = { ...standard, id: 'C99', reporting: { everyMonths: 1, graceDays: 0, by: [], minutes: 90 } };
    expect(heaviest([standard, monthly, waiting], 5).map((each) => each.id)).toEqual(['C99', standard.id]);
});
