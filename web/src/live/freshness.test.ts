import { describe, expect, it } from 'vitest';
import { freshnessOf } from './freshness';

const limits = { frameMs: 4000, pulseMs: 4000, tickMs: 90_000, lagMs: 60_000 };
const good = { mode: 'wall', tickAgeMs: 20_000, pulseAgeMs: 400, lagMs: 100 } as const;

describe('the stale rule', () => {
    it('leaves everything fresh while frame, pulse, tick and lag are within their limits', () => {
        expect(freshnessOf(good, limits, 300)).toEqual({
            live: { stale: false, ageMs: 700 },
            judged: { stale: false, ageMs: 20_300 },
        });
    });

    it('makes every tile stale when no frame came for longer than the frame limit', () => {
        const stale = { stale: true, cause: 'frame', forMs: 4001 };
        expect(freshnessOf(good, limits, 4001)).toEqual({ live: stale, judged: stale });
    });

    it('keeps a frame that is exactly as old as the limit', () => {
        expect(freshnessOf({ ...good, pulseAgeMs: 0 }, limits, 4000).live.stale).toBe(false);
    });

    it('adds the time since the frame to the pulse age', () => {
        const frame = { ...good, pulseAgeMs: 3500 };
        expect(freshnessOf(frame, limits, 500).live.stale).toBe(false);
        expect(freshnessOf(frame, limits, 501).live).toEqual({ stale: true, cause: 'pulse', forMs: 4001 });
    });

    it('is old within five seconds of the last sign of life, wherever in the second the frame fell', () => {
        for (let pulseAgeMs = 0; pulseAgeMs <= 1000; pulseAgeMs += 100) {
            const sinceFrameMs = 5000 - pulseAgeMs;
            expect(freshnessOf({ ...good, pulseAgeMs }, limits, sinceFrameMs).live.stale).toBe(true);
        }
    });

    it('takes a pulse that was never heard for stale, of unknown length', () => {
        expect(freshnessOf({ ...good, pulseAgeMs: null }, limits, 0).live).toEqual({
            stale: true,
            cause: 'pulse',
            forMs: null,
        });
    });

    it('makes only the judged tiles stale when the tick is too old', () => {
        const found = freshnessOf({ ...good, tickAgeMs: 90_000 }, limits, 1);
        expect(found.live.stale).toBe(false);
        expect(found.judged).toEqual({ stale: true, cause: 'tick', forMs: 90_001 });
    });

    it('makes only the judged tiles stale when the lag is too long', () => {
        const found = freshnessOf({ ...good, lagMs: 60_001 }, limits, 0);
        expect(found.live.stale).toBe(false);
        expect(found.judged).toEqual({ stale: true, cause: 'lag', forMs: 60_001 });
    });

    it('does not take old ticks or lag for stale while a log is replayed', () => {
        const replay = { ...good, mode: 'log', tickAgeMs: 9e10, lagMs: 9e10 } as const;
        expect(freshnessOf(replay, limits, 0).judged.stale).toBe(false);
    });

    it('takes a silent pulse for stale under a replay as well', () => {
        expect(freshnessOf({ ...good, mode: 'log', pulseAgeMs: 5000 }, limits, 0).judged.stale).toBe(true);
    });

    it('says that the age is unknown where there was no tick yet', () => {
        expect(freshnessOf({ ...good, tickAgeMs: null }, limits, 0).judged).toEqual({ stale: false, ageMs: null });
    });
});
