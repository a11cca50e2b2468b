import { describe, expect, it } from 'vitest';
import type { Alert } from '../../api/board';
import { rowsThatFit, severeAlert } from './alerts';

const now = Date.parse('2026-11-24T16:30:00Z');
const alert = (id: string, state: Alert['state'], at: string): Alert => ({
    id,
    unit: { id: '1', name: '示例' },
    standard: 'N02',
    state,
    since: at,
    at,
    reason: 'HELD',
    numerator: 1,
    denominator: 30,
    lowerPpm: 0,
    upperPpm: 1,
    targetPpm: 2,
    days: 3,
});

describe('the severe alert', () => {
    it('is the newest that began to fire within the hour', () => {
        const list = [
            alert('old', 'FIRING', '2026-11-23T16:00:00Z'),
            alert('first', 'FIRING', '2026-11-24T16:00:00Z'),
            alert('newest', 'FIRING', '2026-11-24T16:20:00Z'),
        ];
        expect(severeAlert(list, 'wall', now)?.id).toBe('newest');
    });

    it('is none that is pending, resolved or from the future', () => {
        const list = [
            alert('a', 'PENDING', '2026-11-24T16:20:00Z'),
            alert('b', 'RESOLVED', '2026-11-24T16:20:00Z'),
            alert('c', 'FIRING', '2026-11-24T17:00:00Z'),
        ];
        expect(severeAlert(list, 'wall', now)).toBeNull();
    });

    it('is none while history is imported', () => {
        expect(severeAlert([alert('a', 'FIRING', '2026-11-24T16:20:00Z')], 'log', now)).toBeNull();
    });
});

it('rows that do not fit leave one row to say how many more there are', () => {
    expect(rowsThatFit(5, 100, 20)).toBe(5);
    expect(rowsThatFit(6, 100, 20)).toBe(4);
    expect(rowsThatFit(6, 0, 20)).toBe(0);
});
