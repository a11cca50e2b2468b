import { expect, it } from 'vitest';
import type { Feed } from '../../api/board';
import { sourceLines, troubled } from './sources';

const feed = (source: string, logKey: string, state: Feed['state'], lastHeard: string | null): Feed => ({
    source,
    feed: 'alarm',
    logKey,
    name: logKey,
    state,
    lastHeard,
    records: 5,
    completeness: null,
});
const feeds = [
    feed('a', '1', 'LIVE', '2026-11-24T10:00:00Z'),
    feed('b', '1', 'NEVER', null),
    feed('a', '2', 'STALE', '2026-11-24T11:00:00Z'),
];

it('log keys of one source make one line', () => {
    const lines = sourceLines(feeds);
    expect(lines.map((line) => [line.source, line.live, line.keys.length, line.records])).toEqual([
        ['a', 1, 2, 10],
        ['b', 0, 1, 5],
    ]);
    expect(lines[0]?.lastHeard).toBe(Date.parse('2026-11-24T11:00:00Z'));
    expect(lines[1]?.lastHeard).toBeNull();
});

it('silent and unheard feeds need a person', () => {
    expect(troubled(feeds).map((each) => each.source)).toEqual(['b', 'a']);
});
