import { describe, expect, it } from 'vitest';
import type { Report, WholeDraft } from '../api/rules';
import { changeLine, expected, rowsOf, stepOf } from './report';
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
        const line = (key: string, before: string | null, after: string | null) =>
            changeLine({ standard: 'N02', key, before, after }, words);
        expect(line('targetPpm', '900000', '875000')).toEqual({
            standard: 'N02',
            what: 'target',
            before: '90 %',
            after: '87.5 %',
        });
        expect(line('due', '', '--12-31')).toMatchObject({ what: 'due each year', before: '—', after: '--12-31' });
        expect(line('inForce', 'false', 'true')).toMatchObject({ before: 'no', after: 'yes' });
        expect(line('standard', null, 'C41')).toMatchObject({ what: 'the whole standard', before: '', after: 'new' });
        expect(line('unheard', 'a', 'b').what).toBe('unheard');
    });

    it('knows which step waits, and that a backtest beside older rules is none', () => {
        const whole = (state: WholeDraft['draft']['state'], ...current: boolean[]): WholeDraft =>
            ({
                draft: { state },
                backtests: current.map((each) => ({ state: 'DONE', current: each })),
            }) as unknown as WholeDraft;
        expect([
            stepOf(whole('DRAFTED')),
            stepOf(whole('DRAFTED', false)),
            stepOf(whole('DRAFTED', true)),
            stepOf(whole('APPROVED', true)),
            stepOf(whole('LIVE', true)),
        ]).toEqual([1, 1, 2, 3, 4]);
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
