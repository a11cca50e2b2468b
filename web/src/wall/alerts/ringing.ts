import type { Alert, Mode } from '../../api/board';

/** Ids of firing alerts that were on the screen before; null before the first board. */
export type Heard = ReadonlySet<string> | null;

/**
 * Whether the wall speaks up: an alert fires that did not at the board before. What stood there when the page came is no
 * news, and while history is imported nothing is.
 */
export function listened(
    heard: Heard,
    list: readonly Alert[],
    mode: Mode,
): { readonly heard: Heard; readonly ring: boolean } {
    const firing = list.filter((alert) => alert.state === 'FIRING').map((alert) => alert.id);
    const ring = mode === 'wall' && heard !== null && firing.some((id) => !heard.has(id));
    return { heard: new Set(firing), ring };
}
