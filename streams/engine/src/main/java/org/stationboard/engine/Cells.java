package org.stationboard.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.stationboard.engine.EngineTables.Table;

/**
 * The cells: counts by unit, indicator and local day or minute. Written through to the table. Days of proportions and
 * stocks are all on the heap as well, because judging sums them; of plain counts only those lately used.
 */
final class Cells {
    private static final int COUNTS_ON_HEAP = 4_096;

    private final EngineTables tables;
    private final Map<SeriesKey, DaySeries> series = new TreeMap<>();
    private final Map<CellKey, Counts> lately = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CellKey, Counts> eldest) {
            return size() > COUNTS_ON_HEAP;
        }
    };

    Cells(EngineTables tables) {
        this.tables = tables;
        scan(
                CellKind.PROPORTION_DAY,
                Long.MIN_VALUE,
                (key, counts) -> seriesToFill(key).set(key.start(), counts));
        scan(
                CellKind.STOCK_DAY,
                Long.MIN_VALUE,
                (key, counts) -> seriesToFill(key).set(key.start(), counts));
        scan(
                CellKind.STOCK_BASE,
                Long.MIN_VALUE,
                (key, counts) -> seriesToFill(key).setBase(counts.n()));
    }

    Counts get(CellKey key) {
        return switch (key.kind()) {
            case PROPORTION_DAY, STOCK_DAY -> series(key.series()).at(key.start());
            case STOCK_BASE -> new Counts(series(key.series()).base(), 0);
            case COUNT_DAY, COUNT_MINUTE -> lately.computeIfAbsent(key, this::read);
            case LEVEL -> throw notHere(key);
        };
    }

    void put(CellKey key, Counts counts) {
        tables.put(Table.CELLS, key.encoded(), counts.isNone() ? null : encoded(counts));
        switch (key.kind()) {
            case PROPORTION_DAY, STOCK_DAY -> seriesToFill(key).set(key.start(), counts);
            case STOCK_BASE -> seriesToFill(key).setBase(counts.n());
            case COUNT_DAY, COUNT_MINUTE -> lately.put(key, counts);
            case LEVEL -> throw notHere(key);
        }
    }

    /** The days of a proportion or stock; empty where there are none. */
    DaySeries series(SeriesKey key) {
        DaySeries found = series.get(key);
        return found == null ? new DaySeries() : found;
    }

    /** Visits every stock. */
    void forEachStock(BiConsumer<SeriesKey, DaySeries> visitor) {
        series.forEach((key, days) -> {
            if (CellKind.ofDays(key.indicator()) == CellKind.STOCK_DAY) {
                visitor.accept(key, days);
            }
        });
    }

    /** Visits the cells of a kind from this start on, as the table has them. */
    void scan(CellKind kind, long start, BiConsumer<CellKey, Counts> visitor) {
        tables.scan(
                Table.CELLS,
                CellKey.from(kind, start),
                CellKey.beyond(kind),
                (key, value) -> visitor.accept(CellKey.decoded(key), decoded(value)));
    }

    /** Drops what lies before the horizon; what a stock's dropped days leave open goes into its base. */
    void age(Horizon horizon) {
        for (CellKey key : before(CellKind.STOCK_DAY, horizon.day())) {
            Counts flows = get(key);
            CellKey base = new CellKey(CellKind.STOCK_BASE, 0, key.unitId(), key.indicator());
            put(key, Counts.NONE);
            put(base, get(base).plus(flows.n() - flows.d(), 0));
        }
        before(CellKind.PROPORTION_DAY, horizon.day()).forEach(key -> put(key, Counts.NONE));
        before(CellKind.COUNT_DAY, horizon.day()).forEach(this::drop);
        before(CellKind.COUNT_MINUTE, horizon.minute()).forEach(this::drop);
    }

    private static IllegalStateException notHere(CellKey key) {
        return new IllegalStateException("cell " + key + ": a level (expected: one that sums)");
    }

    private List<CellKey> before(CellKind kind, long start) {
        List<CellKey> aged = new ArrayList<>();
        tables.scan(
                Table.CELLS,
                CellKey.from(kind, Long.MIN_VALUE),
                CellKey.from(kind, start),
                (key, value) -> aged.add(CellKey.decoded(key)));
        return aged;
    }

    private void drop(CellKey key) {
        tables.put(Table.CELLS, key.encoded(), null);
        lately.remove(key);
    }

    private DaySeries seriesToFill(CellKey key) {
        return series.computeIfAbsent(key.series(), k -> new DaySeries());
    }

    private Counts read(CellKey key) {
        byte[] value = tables.get(Table.CELLS, key.encoded());
        return value == null ? Counts.NONE : decoded(value);
    }

    private static byte[] encoded(Counts counts) {
        return new ByteWriter(8).varint(counts.n()).varint(counts.d()).bytes();
    }

    private static Counts decoded(byte[] value) {
        ByteReader reader = new ByteReader(value);
        return new Counts(reader.varint(), reader.varint());
    }
}
