import type { About, SectionName, Sections } from '../api/board';
import type { BoardState } from '../live/boardState.svelte';
import { tileState } from '../live/tile';
import type { Words } from '../text/words';
import { completenessOf, type Rests } from './age';
import type { TileFrame } from './Tile.svelte';

/** What tells a tile about its section, beside the section itself. */
export interface TileWish<K extends SectionName> {
    readonly section: K;
    readonly rests: Exclude<Rests, 'read'>;
    /** Nothing to show yet; without it a section is empty when none of its feeds was ever heard. */
    readonly isEmpty?: (value: Sections[K]) => boolean;
    /** The feeds whose completeness counts where the section does not say it. */
    readonly kinds?: readonly string[];
}

function aboutOf(value: unknown): About | null {
    return typeof value === 'object' && value !== null && 'about' in value ? (value.about as About | null) : null;
}

/** Why there is nothing, in words; null when nothing is wrong. */
export function faultText(board: BoardState, unit: string, words: Words): string | null {
    const fault = board.fault;
    switch (fault?.kind) {
        case undefined:
            return null;
        case 'unknown-unit':
            return words.unknownUnit(unit);
        case 'unreachable':
            return words.noConnection;
        case 'refused':
            return `${words.refused} (${fault?.detail})`;
        case 'unreadable':
            return `${words.unreadable} (${fault?.detail})`;
    }
}

/** The frame of a tile over one section of a board. */
export function tileFrame<K extends SectionName>(
    board: BoardState,
    name: string,
    wish: TileWish<K>,
    fault: string | null,
): TileFrame {
    const section = board.section(wish.section);
    const fresh = board.freshness === null || !board.answered ? null : board.freshness[wish.rests];
    const about = section?.ok === true ? aboutOf(section.value) : null;
    const isEmpty = wish.isEmpty ?? (() => about?.state === 'NEVER');
    const feeds = board.value('feeds');
    const partial = board.view?.frame.historyLoading === true;
    const known = tileState(section, fresh, isEmpty, board.fault !== null);
    // Nothing found yet is not nothing: a history that is still being read has no "never".
    const state = partial && known === 'empty' ? 'loading' : known;
    return {
        name,
        rests: wish.rests,
        state,
        hollow: state !== 'stale' ? null : section?.ok !== true ? 'unknown' : isEmpty(section.value) ? 'empty' : null,
        freshness: fresh,
        mode: board.view?.frame.mode ?? 'undecided',
        completeness:
            about !== null ? about.completeness : feeds === null ? null : completenessOf(feeds, wish.kinds ?? []),
        simulated: about?.simulated ?? false,
        silent: about?.state === 'STALE',
        partial,
        fault: section !== undefined && !section.ok ? section.fault : fault,
    };
}
