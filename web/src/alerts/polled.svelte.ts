import { within } from '../api/within';

const EVERY_MS = 1500;
const TIMEOUT_MS = 2500;
/** The screen rule: without an answer for this long it shows old what it has. */
const STALE_MS = 4000;
const STEP_MS = 250;

/** Something read from the server again and again while a page shows it. */
export class Polled<T> {
    value = $state.raw<T | null>(null);
    fault = $state.raw<unknown>(null);
    #now = $state(0);
    #readAt = $state(0);
    readonly #read: (signal: AbortSignal) => Promise<T>;
    #wake: (() => void) | null = null;

    constructor(read: (signal: AbortSignal) => Promise<T>) {
        this.#read = read;
    }

    /** For how long there was no answer, once that is too long to call it now; null while it is fresh. */
    readonly staleMs: number | null = $derived.by(() => {
        const ageMs = Math.max(0, this.#now - this.#readAt);
        return this.value !== null && ageMs > STALE_MS ? ageMs : null;
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
            this.#wake?.();
        };
    }

    /** Reads again at once: something was written. */
    again(): void {
        this.#wake?.();
    }

    async #readOn(ended: AbortSignal): Promise<void> {
        while (!ended.aborted) {
            const askedAt = performance.now();
            try {
                const found = await within(TIMEOUT_MS, ended, this.#read);
                if (ended.aborted) {
                    return;
                }
                this.#readAt = askedAt;
                this.#now = performance.now();
                this.value = found;
                this.fault = null;
            } catch (error) {
                if (!ended.aborted) {
                    this.fault = error;
                }
            }
            await new Promise<void>((resolve) => {
                const timer = setTimeout(resolve, EVERY_MS);
                this.#wake = () => {
                    clearTimeout(timer);
                    resolve();
                };
            });
        }
    }
}
