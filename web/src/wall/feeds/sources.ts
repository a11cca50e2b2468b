import type { Feed } from '../../api/board';

/** All log keys of one feed of one source. */
export interface SourceLine {
    readonly source: string;
    readonly feed: string;
    readonly keys: readonly Feed[];
    readonly live: number;
    readonly records: number;
    /** Epoch milliseconds of the newest record of any log key; null where none ever came. */
    readonly lastHeard: number | null;
}

/** Feeds gathered by source, in the order in which they come. */
export function sourceLines(feeds: readonly Feed[]): readonly SourceLine[] {
    const groups = new Map<string, Feed[]>();
    for (const feed of feeds) {
        const key = `${feed.feed} ${feed.source}`;
        groups.set(key, [...(groups.get(key) ?? []), feed]);
    }
    return [...groups.values()].map((keys) => ({
        source: keys[0]?.source ?? '',
        feed: keys[0]?.feed ?? '',
        keys,
        live: keys.filter((feed) => feed.state === 'LIVE').length,
        records: keys.reduce((sum, feed) => sum + feed.records, 0),
        lastHeard: keys.reduce<number | null>((newest, feed) => {
            const heard = feed.lastHeard === null ? null : Date.parse(feed.lastHeard);
            return heard === null ? newest : Math.max(newest ?? heard, heard);
        }, null),
    }));
}

/** The feeds that need a person: silent or never heard, in register order. */
export function troubled(feeds: readonly Feed[]): readonly Feed[] {
    return feeds.filter((feed) => feed.state !== 'LIVE');
}
