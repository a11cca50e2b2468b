import { describe, expect, it } from 'vitest';
import { defaultSpan, isWhole, placed, plusDays, presetSpan, starts, yearToDate } from './periods';

describe('a span', () => {
    it('ends today and counts both its ends', () => {
        expect(defaultSpan('2026-11-24')).toEqual({ from: '2026-08-27', to: '2026-11-24' });
        expect(presetSpan('days28', '2026-03-01')).toEqual({ from: '2026-02-02', to: '2026-03-01' });
        expect(presetSpan('year', '2025-02-28').from).toBe('2024-03-01');
        expect(yearToDate('2026-11-24')).toEqual({ from: '2026-01-01', to: '2026-11-24' });
        expect(plusDays('2024-02-28', 1)).toBe('2024-02-29');
    });

    it('is cut as the server cuts it', () => {
        expect(starts({ from: '2026-01-30', to: '2026-02-02' }, 'day')).toHaveLength(4);
        expect(starts({ from: '2025-11-15', to: '2026-02-02' }, 'month')).toEqual([
            '2025-11-15',
            '2025-12-01',
            '2026-01-01',
            '2026-02-01',
        ]);
        expect(starts({ from: '2024-06-01', to: '2026-01-01' }, 'year')).toEqual([
            '2024-06-01',
            '2025-01-01',
            '2026-01-01',
        ]);
    });

    it('keeps a missing piece missing', () => {
        const one = { start: '2026-01-02', numerator: 7, denominator: null, completeness: null };
        const all = placed([one], { from: '2026-01-01', to: '2026-01-03' }, 'day');
        expect(all.map((figure) => figure?.numerator ?? null)).toEqual([null, 7, null]);
        expect(placed(null, { from: '2026-01-01', to: '2026-01-03' }, 'day')).toEqual([null, null, null]);
    });

    it('is whole only if the series was there from its first day', () => {
        const span = { from: '2025-01-01', to: '2025-12-31' };
        expect(isWhole(span, '2025-01-01')).toBe(true);
        expect(isWhole(span, '2025-01-02')).toBe(false);
        expect(isWhole(span, null)).toBe(false);
    });
});
