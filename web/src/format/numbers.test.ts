import { describe, expect, it } from 'vitest';
import { count, deviation, percentDown, percentUp, ratioPpm, signed, target, targetPercent } from './numbers';

describe('numbers', () => {
    it('set thousands apart and show a dash for none', () => {
        expect(count(99_999)).toBe('99,999');
        expect(count(0)).toBe('0');
        expect(count(null)).toBe('–');
    });

    it('carry their sign as differences', () => {
        expect(signed(32)).toBe('+32');
        expect(signed(-1200)).toBe('\u22121,200');
        expect(signed(0)).toBe('±0');
    });

    it('have no rate where nothing was counted', () => {
        expect(ratioPpm(0, 0)).toBeNull();
        expect(ratioPpm(0, 7)).toBe(0);
        expect(ratioPpm(10_120, 17_162)).toBe(589_674);
    });

    it('never round a rate up to a target it has not reached', () => {
        expect(percentDown(899_999)).toBe('89.9');
        expect(percentDown(900_000)).toBe('90.0');
    });

    it('round bounds outward', () => {
        expect(percentDown(579_999)).toBe('57.9');
        expect(percentUp(599_001)).toBe('60.0');
        expect(percentUp(1_000_000)).toBe('100.0');
    });

    it('write targets as the plan does', () => {
        expect(targetPercent(900_000)).toBe('90\u202f%');
        expect(targetPercent(585_000)).toBe('58.5\u202f%');
        expect(target('ge', 900_000)).toBe('≥\u202f90\u202f%');
        expect(target('lt', 50_000)).toBe('<\u202f5\u202f%');
    });

    it('measure surprise, not volume', () => {
        expect(deviation(0, 0)).toBe(0);
        expect(deviation(100, 100)).toBe(0);
        expect(deviation(9, 0)).toBe(3);
        expect(deviation(10_030, 10_000)).toBeLessThan(deviation(30, 10));
        expect(deviation(10, 30)).toBeLessThan(0);
    });
});
