import { fetchPipeline } from '../api/client';
import type { Pipeline } from '../api/pipeline';
import { within } from '../api/within';
import type { Freshness } from '../live/freshness';

const EVERY_MS = 1000;
const TIMEOUT_MS = 3000;
/** The screen rule: without an answer for this long it shows old what it has. */
const STALE_MS = 4000;
const STEP_MS = 250;

/** The pipeline's state, asked for every second. */
export class PipelineData {
    pipeline = $state.raw<Pipeline | null>(null);
    fault = $state.raw<unknown>(null);
    #readAt = 0;
    #now = $state(0);

    /** How old what is shown is; null before the first answer. */
    readonly freshness: Freshness | null = $derived.by(() => {
        if (this.pipeline === null) {
            return null;
        }
        const ageMs = Math.max(0, this.#now - this.#readAt);
        return ageMs > STALE_MS ? { stale: true, cause: 'frame', forMs: ageMs } : { stale: false, ageMs };
    });

    /** Begins to read; what it gives ends that. */
    open(): () => void {
        const ended = new AbortController();
        void this.#readOn(ended.signal);
        const timer = setInterval(() => {
            this.#now = performance.now();
        }, STEP_MS);
        return () => {
            ended.abort();
            clearInterval(timer);
        };
    }

    async #readOn(ended: AbortSignal): Promise<void> {
        while (!ended.aborted) {
            const askedAt = performance.now();
            try {
                const found = await within(TIMEOUT_MS, ended, fetchPipeline);
                // Counted from when it was asked for, so that its age is never taken too small.
                this.#readAt = askedAt;
                this.#now = performance.now();
                this.pipeline = found;
                this.fault = null;
            } catch (error) {
                if (!ended.aborted) {
                    this.fault = error;
                }
            }
            await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        }
    }
}
