import type { Frame, Limits } from '../api/board';

/** Why something on the screen is no longer now. */
export type StaleCause = 'frame' | 'pulse' | 'tick' | 'lag';

/**
 * How fresh a group of tiles is. `ageMs` of a fresh group is the age of what it rests on (pulse or tick), null where
 * there is none; `forMs` of a stale one is how long it has been old, null where that is unknown.
 */
export type Freshness =
    | { readonly stale: false; readonly ageMs: number | null }
    | { readonly stale: true; readonly cause: StaleCause; readonly forMs: number | null };

export interface Freshnesses {
    /** Tiles fed by the provisional figures. */
    readonly live: Freshness;
    /** Tiles fed by what is published at ticks. */
    readonly judged: Freshness;
}

/**
 * The stale rule. `sinceFrameMs` is the time on this machine's monotonic clock since the frame came in: the server
 * computed every age when it sent the frame, so each has grown by that much.
 */
export function freshnessOf(
    frame: Pick<Frame, 'mode' | 'tickAgeMs' | 'pulseAgeMs' | 'lagMs'>,
    limits: Limits,
    sinceFrameMs: number,
): Freshnesses {
    const all = wholeScreen(frame.pulseAgeMs, limits, sinceFrameMs);
    return { live: all, judged: all.stale ? all : judgedOnly(frame, limits, sinceFrameMs) };
}

function wholeScreen(pulseAgeMs: number | null, limits: Limits, sinceFrameMs: number): Freshness {
    if (sinceFrameMs > limits.frameMs) {
        return { stale: true, cause: 'frame', forMs: sinceFrameMs };
    }
    if (pulseAgeMs === null) {
        return { stale: true, cause: 'pulse', forMs: null };
    }
    const ageMs = pulseAgeMs + sinceFrameMs;
    return ageMs > limits.pulseMs ? { stale: true, cause: 'pulse', forMs: ageMs } : { stale: false, ageMs };
}

function judgedOnly(
    frame: Pick<Frame, 'mode' | 'tickAgeMs' | 'lagMs'>,
    limits: Limits,
    sinceFrameMs: number,
): Freshness {
    const ageMs = frame.tickAgeMs === null ? null : frame.tickAgeMs + sinceFrameMs;
    if (frame.mode !== 'wall') {
        // A replay's ticks are as old as its records; the screen says "judged to", which is the honest age there.
        return { stale: false, ageMs };
    }
    if (ageMs !== null && ageMs > limits.tickMs) {
        return { stale: true, cause: 'tick', forMs: ageMs };
    }
    if (frame.lagMs !== null && frame.lagMs > limits.lagMs) {
        return { stale: true, cause: 'lag', forMs: frame.lagMs + sinceFrameMs };
    }
    return { stale: false, ageMs };
}
