import { expect, it } from 'vitest';
import { emsOf } from './fit';

it('grows with the digits and the commas of a count', () => {
    expect(emsOf(99_999)).toBeCloseTo(5 * 0.63 + 0.3);
    expect(emsOf(1_234_567)).toBeGreaterThan(emsOf(234_567));
});

it('keeps room for three digits, so that small counts do not change the size', () => {
    expect(emsOf(0)).toBe(emsOf(999));
    expect(emsOf(null)).toBe(emsOf(7));
});

it('adds up what stands side by side', () => {
    expect(emsOf(7, 99_999)).toBeCloseTo(emsOf(7) + emsOf(99_999));
});
