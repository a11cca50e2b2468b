import { expect, it } from 'vitest';
import { shortSince } from './since';

it('names the first day of a series that is shorter than two years', () => {
    expect(shortSince('2026-08-11', '2026-11-24')).toBe('2026-08-11');
    expect(shortSince('2024-11-25', '2026-11-24')).toBe('2024-11-25');
});

it('says nothing where the series reaches back two years, or nobody knows', () => {
    expect(shortSince('2024-11-24', '2026-11-24')).toBeNull();
    expect(shortSince('2020-01-01', '2026-11-24')).toBeNull();
    expect(shortSince(null, '2026-11-24')).toBeNull();
});
