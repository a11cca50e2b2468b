import { expect, it } from 'vitest';
import { strip } from './durations';

const bounds = [1, 2, 3, 5, 60, 90];
const row = {
    start: '2026-11-01',
    count: 10,
    buckets: [4, 0, 4, 0, 2, 0, 0],
    p50: { over: 2, upTo: 3 },
    p90: { over: 5, upTo: 60 },
};

it('draws every bucket up to the last that counted, the empty ones too', () => {
    const bars = strip(row, bounds);
    expect(bars.map((bar) => bar.height)).toEqual([100, 0, 100, 0, 50, 0]);
    expect(bars.map((bar) => bar.label)).toEqual(['1', '2', '3', '5', '1h', '1.5h']);
});

it('marks the bucket that a quantile lies in, and no point inside it', () => {
    const bars = strip(row, bounds);
    expect(bars.filter((bar) => bar.median).map((bar) => bar.upTo)).toEqual([3]);
    expect(bars.filter((bar) => bar.ninth).map((bar) => bar.upTo)).toEqual([60]);
});

it('has a last bucket without an upper bound', () => {
    const bars = strip({ ...row, buckets: [0, 0, 0, 0, 0, 0, 3], p50: { over: 90, upTo: null } }, bounds);
    expect(bars.at(-1)).toEqual({
        upTo: Number.POSITIVE_INFINITY,
        height: 100,
        label: '',
        median: true,
        ninth: false,
    });
});
