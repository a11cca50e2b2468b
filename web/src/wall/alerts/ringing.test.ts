import { expect, it } from 'vitest';
import type { Alert } from '../../api/board';
import { listened } from './ringing';

const alert = (id: string, state: Alert['state'] = 'FIRING'): Alert => ({
    id,
    unit: { id: '1', name: '示例' },
    standard: 'N02',
    state,
    since: '2026-11-24T16:00:00Z',
    at: '2026-11-24T16:00:00Z',
    reason: 'HELD',
    numerator: 1,
    denominator: 30,
    lowerPpm: 0,
    upperPpm: 1,
    targetPpm: 2,
    days: 3,
});

it('what fired when the page came is not rung, what fires later is, once', () => {
    const first = listened(null, [alert('a')], 'wall');
    expect(first.ring).toBe(false);
    const second = listened(first.heard, [alert('a'), alert('b')], 'wall');
    expect(second.ring).toBe(true);
    expect(listened(second.heard, [alert('b'), alert('a')], 'wall').ring).toBe(false);
});

it('a pending or resolved alert is not rung; one that fires again under a new transition is', () => {
    const first = listened(new Set(), [alert('a', 'PENDING'), alert('b', 'RESOLVED')], 'wall');
    expect(first.ring).toBe(false);
    expect(listened(first.heard, [alert('a2')], 'wall').ring).toBe(true);
});

it('an import rings for nothing, and what it fired is not rung when it ends', () => {
    const during = listened(new Set(), [alert('a')], 'log');
    expect(during.ring).toBe(false);
    expect(listened(during.heard, [alert('a')], 'wall').ring).toBe(false);
});
