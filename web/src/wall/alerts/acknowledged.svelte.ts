import { fetchAlerts } from '../../api/alerts';
import { Refusal } from '../../api/client';
import { within } from '../../api/within';

const EVERY_MS = 3000;
const TIMEOUT_MS = 2500;

/**
 * Which alerts somebody has acknowledged, read while one of them would take the screen. What cannot be read is not
 * acknowledged: an alert then stays large for longer than it must, never for less.
 */
export class Acknowledged {
    ids = $state.raw<ReadonlySet<string>>(new Set());

    /** Begins to ask; what it gives ends that. */
    open(unit: string): () => void {
        const ended = new AbortController();
        void this.#readOn(unit, ended.signal);
        return () => ended.abort();
    }

    async #readOn(unit: string, ended: AbortSignal): Promise<void> {
        while (!ended.aborted) {
            try {
                const { alerts } = await within(TIMEOUT_MS, ended, (signal) => fetchAlerts(unit, 'station', signal));
                this.ids = new Set(alerts.flatMap((alert) => (alert.acknowledged === null ? [] : [alert.id])));
            } catch (error) {
                if (error instanceof Refusal && error.status < 500) {
                    // A screen that may show the board alone: it keeps to the hour.
                    return;
                }
                // Asked again below; the store may be away while the wall goes on.
            }
            await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        }
    }
}
