package org.stationboard.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.stationboard.engine.EngineTables.Table;

/**
 * What has changed since the last publishing, in the order of the log, on the heap; each series knows which of its cells
 * are among it. Before the tables are made durable one row takes what is new, so that a crash between ticks loses no
 * change.
 */
final class Dirty {
    /** So many dirty cells, or records, and the record that made it so publishes them. */
    static final int LIMIT = 20_000;

    private static final int CHANGES = 1;
    private static final int TO_JUDGE = 2;
    private static final byte[] FIRST = {CHANGES};
    private static final byte[] BEYOND_CHANGES = {CHANGES + 1};
    private static final byte[] BEYOND = {TO_JUDGE + 1};

    private final EngineTables tables;
    private final Cells cells;
    private final int limit;
    private final List<Cell> flows = new ArrayList<>();
    private final List<DaySeries> stocks = new ArrayList<>();
    private final Map<SeriesKey, Days> levels = new LinkedHashMap<>();
    private final NavigableSet<SeriesKey> toJudge = new TreeSet<>();
    /** The same series, each of which knows that it is among them. */
    private final List<DaySeries> waiting = new ArrayList<>();

    private final List<byte[]> rows = new ArrayList<>();
    private final List<byte[]> judgeRows = new ArrayList<>();
    private final List<Cell> unkept = new ArrayList<>();
    private int records;
    private int unkeptRecords;

    Dirty(EngineTables tables, Cells cells, int limit) {
        this.tables = tables;
        this.cells = cells;
        this.limit = limit;
    }

    /** Reads the table after a start. */
    void restore() {
        tables.scan(Table.DIRTY, FIRST, BEYOND_CHANGES, (key, value) -> {
            ByteReader reader = new ByteReader(value);
            rows.add(key);
            records += (int) reader.varint();
            while (reader.more()) {
                CellKind kind = CellKind.ofCode(reader.single());
                long start = reader.varint();
                touch(new Cell(cells.of(kind, reader.text(), reader.text()), start));
            }
        });
        tables.scan(Table.DIRTY, BEYOND_CHANGES, BEYOND, (key, value) -> {
            ByteReader reader = new ByteReader(value);
            judgeRows.add(key);
            awaitJudging(cells.series(new SeriesKey(reader.text(), reader.text())));
        });
    }

    /** Whether a change of this cell is news. */
    boolean isNews(DaySeries series, long start) {
        if (series.kind() != CellKind.LEVEL) {
            return series.isNews(start);
        }
        Days changed = levels.get(series.key());
        return changed == null || start < changed.first() || start > changed.last();
    }

    /** Takes the cells a record has touched. */
    void add(List<Cell> touched) {
        records++;
        unkeptRecords++;
        for (Cell cell : touched) {
            unkept.add(cell);
            touch(cell);
        }
    }

    /** Writes what was touched since the last call or publishing. */
    void keep(long offset) {
        if (unkeptRecords == 0) {
            return;
        }
        byte[] key = new ByteWriter(9).single(CHANGES).fixed(offset).bytes();
        ByteWriter writer = new ByteWriter(32 + unkept.size() * 32).varint(unkeptRecords);
        for (Cell cell : unkept) {
            SeriesKey series = cell.series().key();
            writer.single(cell.series().kind().code())
                    .varint(cell.start())
                    .text(series.unitId())
                    .text(series.indicator());
        }
        tables.put(Table.DIRTY, key, writer.bytes());
        rows.add(key);
        unkept.clear();
        unkeptRecords = 0;
    }

    boolean full() {
        return flows.size() + stocks.size() + levels.size() >= limit || records >= limit;
    }

    /** Dirty cells but those of stocks and levels, oldest change first. */
    Collection<Cell> flows() {
        return flows;
    }

    /** Dirty stocks; each knows the first day that changed. */
    Collection<DaySeries> stocks() {
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

    /** Everything dirty was published, of which the cells know; what is to be judged waits on. */
    void published() {
        rows.forEach(key -> tables.put(Table.DIRTY, key, null));
        rows.clear();
        stocks.forEach(DaySeries::stockPublished);
        flows.clear();
        stocks.clear();
        levels.clear();
        unkept.clear();
        records = 0;
        unkeptRecords = 0;
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
        waiting.forEach(series -> series.setToJudge(false));
        waiting.clear();
    }

    private void touch(Cell cell) {
        DaySeries series = cell.series();
        switch (series.kind()) {
            case COUNT_DAY, COUNT_MINUTE -> {
                touchFlow(cell);
                if (series.clocked()) {
                    awaitJudging(series);
                }
            }
            case PROPORTION_DAY -> {
                touchFlow(cell);
                awaitJudging(series);
            }
            case STOCK_DAY -> {
                if (series.dirtyFrom() == Long.MAX_VALUE) {
                    stocks.add(series);
                }
                series.touch(cell.start());
            }
            case LEVEL -> {
                levels.merge(series.key(), new Days(cell.start(), cell.start()), Days::with);
                awaitJudging(series);
            }
        }
    }

    private void awaitJudging(DaySeries series) {
        if (!series.isToJudge()) {
            series.setToJudge(true);
            waiting.add(series);
            toJudge.add(series.key());
        }
    }

    private void touchFlow(Cell cell) {
        if (cell.series().isNews(cell.start())) {
            cell.series().touch(cell.start());
            flows.add(cell);
        }
    }

    /** One cell; of a level one day. */
    record Cell(DaySeries series, long start) {}

    /** Local days as epoch days, both inclusive. */
    record Days(long first, long last) {
        Days with(Days other) {
            return new Days(Math.min(first, other.first), Math.max(last, other.last));
        }
    }
}
