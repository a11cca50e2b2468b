import { expect, it } from 'vitest';
import { tileState } from './tile';

const fresh = { stale: false, ageMs: 1 } as const;
const stale = { stale: true, cause: 'frame', forMs: 5000 } as const;
const full = { ok: true, value: [1] } as const;
const none = { ok: true, value: [] as number[] } as const;
const isEmpty = (value: readonly number[]): boolean => value.length === 0;

it('loads until the first board, and says so when there will be none', () => {
    expect(tileState(undefined, null, isEmpty, false)).toBe('loading');
    expect(tileState(undefined, null, isEmpty, true)).toBe('error');
});

it('loads while its section has not come', () => {
    expect(tileState(undefined, fresh, isEmpty, false)).toBe('loading');
});

it('is live with something to show and empty with nothing', () => {
    expect(tileState(full, fresh, isEmpty, false)).toBe('live');
    expect(tileState(none, fresh, isEmpty, false)).toBe('empty');
});

it('is stale before it is empty, so that nothing old says there is nothing', () => {
    expect(tileState(none, stale, isEmpty, false)).toBe('stale');
    expect(tileState(undefined, stale, isEmpty, false)).toBe('stale');
});

it('shows a section that could not be read as an error, fresh or not', () => {
    expect(tileState({ ok: false, fault: 'x' }, fresh, isEmpty, false)).toBe('error');
    expect(tileState({ ok: false, fault: 'x' }, stale, isEmpty, false)).toBe('error');
});

it('keeps what it has while the server is away', () => {
    expect(tileState(full, stale, isEmpty, true)).toBe('stale');
});
