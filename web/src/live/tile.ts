import type { Section } from './frames';
import type { Freshness } from './freshness';

export type TileState = 'live' | 'stale' | 'loading' | 'empty' | 'error';

/**
 * The state a tile is drawn in. A stale tile is stale before it is empty: nothing old may say "there is nothing".
 * `freshness` is null before the first board.
 */
export function tileState<T>(
    section: Section<T> | undefined,
    freshness: Freshness | null,
    isEmpty: (value: T) => boolean,
    unreachable: boolean,
): TileState {
    if (freshness === null) {
        return unreachable ? 'error' : 'loading';
    }
    if (section === undefined) {
        return freshness.stale ? 'stale' : 'loading';
    }
    if (!section.ok) {
        return 'error';
    }
    if (freshness.stale) {
        return 'stale';
    }
    return isEmpty(section.value) ? 'empty' : 'live';
}
