import type { Alert, Mode } from '../../api/board';

/** How long a new alert holds the screen while nobody can acknowledge it. */
const SEVERE_MS = 60 * 60 * 1000;

/**
 * The alert that takes a third of the screen: the newest one that began to fire within the last hour. Never while
 * history is imported, when "new" is years old.
 */
export function severeAlert(list: readonly Alert[], mode: Mode, atMs: number): Alert | null {
    if (mode !== 'wall') {
        return null;
    }
    const fresh = list.filter((alert) => {
        const age = atMs - Date.parse(alert.at);
        return alert.state === 'FIRING' && age >= 0 && age < SEVERE_MS;
    });
    return fresh.reduce<Alert | null>(
        (newest, alert) => (newest === null || Date.parse(alert.at) > Date.parse(newest.at) ? alert : newest),
        null,
    );
}

/** How many rows go into a height, keeping room for "n more" when not all of them do: a row's, or what that line needs. */
export function rowsThatFit(rows: number, height: number, rowHeight: number, restHeight = rowHeight): number {
    const into = (room: number): number => Math.max(0, Math.floor(room / Math.max(1, rowHeight)));
    return rows <= into(height) ? rows : into(height - restHeight);
}
