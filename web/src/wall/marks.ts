import type { Alert, FeedState, VerdictState } from '../api/board';

/** The shape that stands for a state beside its hue and its word, so that none of the three is needed alone. */
export type MarkShape = 'met' | 'missed' | 'pending' | 'undecided' | 'insufficient' | 'stale' | 'live' | 'none';

export const VERDICT_MARKS: Readonly<Record<VerdictState, MarkShape>> = {
    MET: 'met',
    MISSED: 'missed',
    UNDECIDED: 'undecided',
    INSUFFICIENT: 'insufficient',
    STALE: 'stale',
    NOT_IN_FORCE: 'none',
    NO_TARGET: 'none',
};

/** Worst first, in one order everywhere. */
export const VERDICT_ORDER: readonly VerdictState[] = [
    'MISSED',
    'UNDECIDED',
    'INSUFFICIENT',
    'STALE',
    'MET',
    'NOT_IN_FORCE',
    'NO_TARGET',
];

export const ALERT_MARKS: Readonly<Record<Alert['state'], MarkShape>> = {
    FIRING: 'missed',
    PENDING: 'pending',
    RESOLVED: 'met',
};

export const FEED_MARKS: Readonly<Record<FeedState, MarkShape>> = { LIVE: 'live', STALE: 'stale', NEVER: 'none' };
