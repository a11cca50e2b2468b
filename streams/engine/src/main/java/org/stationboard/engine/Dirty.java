package org.stationboard.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;
import org.stationboard.engine.EngineTables.Table;

/**
 * What has changed since the last publishing. One row of the table for each data record, so that a crash between ticks
 * loses no change; on the heap the sets those rows make, in the order of the log.
 */
final class Dirty {
    /** So many dirty cells, or rows, and the record that made it so publishes them. */
    static final int LIMIT = 20_000;

    private static final int CHANGE = 1;
    private static final int TO_JUDGE = 2;
    private static final byte[] FIRST = {CHANGE};
    private static final byte[] BEYOND_CHANGES = {CHANGE + 1};
    private static final byte[] BEYOND = {TO_JUDGE + 1};

    private final EngineTables tables;
    private final int limit;
    private final Set<CellKey> cells = new LinkedHashSet<>();
    private final Map<SeriesKey, Long> stocks = new LinkedHashMap<>();
    private final Map<SeriesKey, Days> levels = new LinkedHashMap<>();
    private final NavigableSet<SeriesKey> toJudge = new TreeSet<>();
    private final List<byte[]> rows = new ArrayList<>();
    private final List<byte[]> judgeRows = new ArrayList<>();

    Dirty(EngineTables tables, int limit) {
        this.tables = tables;
        this.limit = limit;
    }

    /** Reads the table after a start, giving each change with its offset in the order of the log. */
    void restore(ObjLongConsumer<Change> visitor) {
        tables.scan(Table.DIRTY, FIRST, BEYOND_CHANGES, (key, value) -> {
            Change change = Change.decoded(value);
            rows.add(key);
            change.touched().forEach(this::touch);
            visitor.accept(change, offsetOf(key));
        });
        tables.scan(Table.DIRTY, BEYOND_CHANGES, BEYOND, (key, value) -> {
            ByteReader reader = new ByteReader(value);
            judgeRows.add(key);
            toJudge.add(new SeriesKey(reader.text(), reader.text()));
        });
    }

    private static long offsetOf(byte[] key) {
        ByteReader reader = new ByteReader(key);
        reader.single();
        return reader.fixed();
    }

    /** Whether a change of this cell is news. */
    boolean isNews(CellKey key) {
        return switch (key.kind()) {
            case COUNT_DAY, PROPORTION_DAY, COUNT_MINUTE -> !cells.contains(key);
            case STOCK_DAY, STOCK_BASE -> key.start() < stocks.getOrDefault(key.series(), Long.MAX_VALUE);
            case LEVEL -> {
                Days changed = levels.get(key.series());
                yield changed == null || key.start() < changed.first() || key.start() > changed.last();
            }
        };
    }

    void add(long offset, Change change) {
        byte[] key = new ByteWriter(9).single(CHANGE).fixed(offset).bytes();
        tables.put(Table.DIRTY, key, change.encoded());
        rows.add(key);
        change.touched().forEach(this::touch);
    }

    boolean full() {
        return cells.size() + stocks.size() + levels.size() >= limit || rows.size() >= limit;
    }

    /** Dirty cells but those of stocks and levels, oldest change first. */
    Collection<CellKey> cells() {
        return cells;
    }

    /** Dirty stocks with the first day that changed. */
    Map<SeriesKey, Long> stocks() {
        return stocks;
    }

    /** Dirty levels with the span of days that changed. */
    Map<SeriesKey, Days> levels() {
        return levels;
    }

    /** Proportions and levels that changed since the last tick, in order. */
    NavigableSet<SeriesKey> toJudge() {
        return toJudge;
    }

    /** Everything dirty was published; what is to be judged waits on. */
    void published() {
        rows.forEach(key -> tables.put(Table.DIRTY, key, null));
        rows.clear();
        cells.clear();
        stocks.clear();
        levels.clear();
    }

    /** Keeps what waits to be judged, after its changes were published between ticks. */
    void keepToJudge() {
        for (SeriesKey series : toJudge) {
            byte[] text = new ByteWriter(40)
                    .text(series.unitId())
                    .text(series.indicator())
                    .bytes();
            byte[] key = new ByteWriter(41).single(TO_JUDGE).raw(text).bytes();
            tables.put(Table.DIRTY, key, text);
            judgeRows.add(key);
        }
    }

    /** The tick has judged. */
    void judged() {
        judgeRows.forEach(key -> tables.put(Table.DIRTY, key, null));
        judgeRows.clear();
        toJudge.clear();
    }

    private void touch(CellKey key) {
        switch (key.kind()) {
            case COUNT_DAY, COUNT_MINUTE -> cells.add(key);
            case PROPORTION_DAY -> {
                cells.add(key);
                toJudge.add(key.series());
            }
            case STOCK_DAY, STOCK_BASE -> stocks.merge(key.series(), key.start(), Math::min);
            case LEVEL -> {
                levels.merge(key.series(), new Days(key.start(), key.start()), Days::with);
                toJudge.add(key.series());
            }
        }
    }

    /** Local days as epoch days, both inclusive. */
    record Days(long first, long last) {
        Days with(Days other) {
            return new Days(Math.min(first, other.first), Math.max(last, other.last));
        }
    }
}
