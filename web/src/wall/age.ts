import type { Feed, Mode } from '../api/board';
import { percentDown } from '../format/numbers';
import { running } from '../format/times';
import type { Freshness } from '../live/freshness';
import type { Words } from '../text/words';

/** What a tile rests on: the provisional figures with their pulse, what is published at ticks, or what this page reads. */
export type Rests = 'live' | 'judged' | 'read';

/** A tile's age in words. */
export function ageText(freshness: Freshness, rests: Rests, mode: Mode, words: Words): string {
    if (freshness.stale) {
        return freshness.forMs === null ? words.stale : `${words.stale} ${running(freshness.forMs)}`;
    }
    if (rests === 'judged' && mode === 'log') {
        return words.importing;
    }
    if (rests === 'read' && freshness.ageMs !== null) {
        return words.read(Math.floor(freshness.ageMs / 1000));
    }
    const name = rests === 'live' ? words.pulse : words.judged;
    return freshness.ageMs === null ? words.ageUnknown : `${name} ${ago(freshness.ageMs, words)}`;
}

function ago(ms: number, words: Words): string {
    const seconds = Math.floor(Math.max(0, ms) / 1000);
    return seconds < 120 ? words.ago(seconds) : words.agoLong(running(ms));
}

/** The least completeness of the feeds of one kind; null (unknown) as soon as one of them is unknown, or there is none. */
export function completenessOf(feeds: readonly Feed[], kinds: readonly string[]): number | null {
    const concerned = feeds.filter((feed) => kinds.includes(feed.feed));
    let least: number | null = null;
    for (const feed of concerned) {
        if (feed.completeness === null) {
            return null;
        }
        least = least === null ? feed.completeness : Math.min(least, feed.completeness);
    }
    return least;
}

export function completenessText(ppm: number | null, words: Words): string {
    return ppm === null ? words.completenessUnknown : words.completeness(percentDown(ppm));
}
