import { within } from '../api/within';

const TIMEOUT_MS = 20_000;
const RETRY_MS = 3000;

/** Something of a closed month: read until it is there, and not again. */
export class ReadOnce<T> {
    value = $state.raw<T | null>(null);
    fault = $state.raw<unknown>(null);
    readonly #read: (signal: AbortSignal) => Promise<T>;

    constructor(read: (signal: AbortSignal) => Promise<T>) {
        this.#read = read;
    }

    /** Begins to read; what it gives ends that. */
    open(): () => void {
        const ended = new AbortController();
        void this.#readUntil(ended.signal);
        return () => ended.abort();
    }

    async #readUntil(ended: AbortSignal): Promise<void> {
        while (!ended.aborted) {
            try {
                const found = await within(TIMEOUT_MS, ended, this.#read);
                if (!ended.aborted) {
                    this.value = found;
                    this.fault = null;
                }
                return;
            } catch (error) {
                this.fault = error;
            }
            await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
    }
}
