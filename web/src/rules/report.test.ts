import { describe, expect, it } from 'vitest';
import type { Report } from '../api/rules';
import { changeText, expected, rowsOf } from './report';
import { ruleWordsOf } from './words';

const words = ruleWordsOf('en');

const standard = (id: string) => ({
    standard: id,
    alerts: 0,
    stations: 3,
    daysCertainlyMissed: 0,
    expectedFalseAlarms: null,
    expectedMisses: null,
});
const alert = (id: string) => ({ unit: '990101', standard: id, fired: '2026-01-02', days: 4 });

describe('what a draft changes and would have done', () => {
    it('says a target in per cent and what is new or gone', () => {
        expect(changeText({ standard: 'N02', key: 'targetPpm', before: '900000', after: '875000' }, words)).toBe(
            'N02 targetPpm: 90 % → 87.5 %',
        );
        expect(changeText({ standard: 'N02', key: 'due', before: '', after: '--12-31' }, words)).toBe(
            'N02 due: — → --12-31',
        );
        expect(changeText({ standard: 'C41', key: 'standard', before: null, after: 'C41' }, words)).toBe(
            'C41 the whole standard: new',
        );
    });

    it('puts the standards with a difference first and leaves the order otherwise', () => {
        const report: Report = {
            alerts: [],
            alertsAMonth: 0,
            standards: ['C20', 'N02', 'N03', 'Z01'].map(standard),
            inForce: { alerts: [], alertsAMonth: 0 },
            onlyDraft: [alert('N03')],
            onlyInForce: [alert('Z01'), alert('N03')],
        };
        expect(rowsOf(report).map((row) => [row.standard, row.only])).toEqual([
            ['N03', 2],
            ['Z01', 1],
            ['C20', 0],
            ['N02', 0],
        ]);
    });

    it('writes small expectations with more digits', () => {
        expect([expected(null), expected(0.0214), expected(0.4), expected(37.4)]).toEqual(['—', '0.021', '0.4', '37']);
    });
});
