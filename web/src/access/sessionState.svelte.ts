import { fetchSession, type Session } from '../api/session';

const EVERY_MS = 60_000;
const RETRY_MS = 2000;

/** Who sits before the pages. Null until that is known, and where the server knows no sessions. */
class SessionState {
    value = $state.raw<Session | null>(null);
    /** Somebody must log in before anything can be read. */
    readonly closed = $derived(this.value?.accounts === true && this.value.account === 'anonymous');
    /** Whoever was proven: what they write is kept under that account, whatever a form says. */
    readonly proven = $derived(this.value?.accounts === true && this.value.account !== 'anonymous' ? this.value : null);

    /** Asks again and again, for a session ends by itself; what it gives ends that. */
    open(): () => void {
        const ended = new AbortController();
        void this.#askOn(ended.signal);
        return () => ended.abort();
    }

    async #askOn(ended: AbortSignal): Promise<void> {
        while (!ended.aborted) {
            let pause = EVERY_MS;
            try {
                const found = await fetchSession(ended);
                if (found === null) {
                    return;
                }
                this.value = found;
            } catch {
                // A server that is away has ended no session.
                pause = RETRY_MS;
            }
            await new Promise((resolve) => setTimeout(resolve, pause));
        }
    }
}

export const session = new SessionState();
