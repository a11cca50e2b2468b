package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stationboard.engine.EngineTables.Table;

/** The feeds of the partition's log keys: when each was last heard, whether it is stale, and what it covers. */
final class Feeds implements Assessor.Heard {
    /** Counts by day stand before the feeds: a source's name begins with no such byte. */
    private static final byte[] FIRST_DAY = {0};

    private static final byte[] FIRST = {1};
    private static final byte[] BEYOND = {(byte) 0xFF};

    private final EngineTables tables;
    private final LocalDays days;
    private final Map<String, FeedEntry> entries = new TreeMap<>();
    /** Those heard since the start, found without making their text. */
    private final Map<FeedKey, FeedEntry> heard = new HashMap<>();

    Feeds(EngineTables tables, LocalDays days) {
        this.tables = tables;
        this.days = days;
        tables.scan(Table.FEEDS, FIRST, BEYOND, (key, value) -> {
            FeedEntry entry = FeedEntry.decoded(value, days);
            entries.put(entry.key().text(), entry);
        });
        tables.scan(Table.FEEDS, FIRST_DAY, FIRST, (key, value) -> readDay(new ByteReader(key), new ByteReader(value)));
    }

    /** Notes on the heap what a record tells, until {@link #keep}. */
    void hear(Hearing hearing, long lastTick) {
        FeedEntry entry = heard.get(hearing.key());
        if (entry == null) {
            FeedKey key = hearing.key();
            entry = entries.computeIfAbsent(key.text(), text -> new FeedEntry(key, days));
            heard.put(key, entry);
        }
        entry.hear(hearing, lastTick);
    }

    /** Writes what was heard since it was last written. */
    void keep() {
        entries.values().stream().filter(FeedEntry::unkept).forEach(this::write);
    }

    /**
     * Publishes at a tick the feeds that were heard since the last or whose staleness turns; at a day's turn all of
     * them, so that a reader of the newest days has every feed.
     *
     * @return the feeds whose staleness or coverage has changed, so that what hangs on them is judged anew
     */
    List<FeedKey> tick(long minute, boolean turn, long firstTick, Rules rules, Output output) {
        List<FeedKey> changed = new ArrayList<>(0);
        for (FeedEntry entry : entries.values()) {
            boolean stale = minute >= entry.staleFrom(firstTick, rules.allowedSilence(entry.key()));
            if (!turn && !entry.heard() && stale == entry.stale()) {
                continue;
            }
            if (stale != entry.stale() || entry.coverageGrown()) {
                changed.add(entry.key());
            }
            entry.setStale(stale);
            entry.published();
            write(entry);
            output.feed(entry.state());
        }
        return changed;
    }

    /** First minute at which a feed turns stale if nothing more is heard. */
    long nextStale(long firstTick, Rules rules) {
        long next = Long.MAX_VALUE;
        for (FeedEntry entry : entries.values()) {
            if (!entry.stale()) {
                next = Math.min(next, entry.staleFrom(firstTick, rules.allowedSilence(entry.key())));
            }
        }
        return next;
    }

    /** Whether a feed of this name that ever fed the log key is silent longer than its rhythm. */
    @Override
    public boolean stale(String logKey, String feed) {
        for (FeedEntry entry : entries.values()) {
            if (entry.stale() && feeds(entry, logKey, feed)) {
                return true;
            }
        }
        return false;
    }

    /**
     * How far the feeds of this name cover the local days from and to, both inclusive. What follows the last word given
     * is left to staleness: a source says at its own rhythm that it has sent everything.
     */
    @Override
    public Coverage coverage(String logKey, String feed, long from, long to) {
        Spans union = new Spans(List.of());
        boolean known = false;
        for (FeedEntry entry : entries.values()) {
            if (feeds(entry, logKey, feed)) {
                known = true;
                entry.covered().forEach(span -> union.add(span.from(), span.to()));
            }
        }
        return Coverage.of(known, union, from, to, days);
    }

    private void write(FeedEntry entry) {
        entry.kept();
        byte[] name = entry.key().text().getBytes(StandardCharsets.UTF_8);
        tables.put(Table.FEEDS, name, entry.encoded());
        entry.keepDays((day, count) -> tables.put(
                Table.FEEDS,
                new ByteWriter(64).single(0).fixed(day).raw(name).bytes(),
                new ByteWriter(8).varint(count).bytes()));
    }

    private void readDay(ByteReader key, ByteReader value) {
        key.single();
        long day = key.fixed();
        FeedEntry entry = entries.get(new String(key.rest(), StandardCharsets.UTF_8));
        if (entry != null) {
            entry.setDay(day, value.varint());
        }
    }

    private static boolean feeds(FeedEntry entry, String logKey, String feed) {
        return entry.key().logKey().equals(logKey) && entry.key().feed().equals(feed);
    }
}
