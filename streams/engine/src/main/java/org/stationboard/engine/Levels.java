package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.EngineTables.Table;

/**
 * The reports of levels. All that compete for a day are kept, by the record they come from, so that what counts never
 * depends on the order they came in: taking a report back lets the next one stand again. On the heap is only how long the
 * periods of a series get, which bounds how far back a look at a day reads.
 */
final class Levels {
    private final EngineTables tables;
    private final Map<SeriesKey, Long> longest = new TreeMap<>();

    Levels(EngineTables tables) {
        this.tables = tables;
        byte[] first = {(byte) CellKind.LEVEL.code()};
        byte[] beyond = {(byte) (CellKind.LEVEL.code() + 1)};
        tables.scan(Table.CELLS, first, beyond, (key, value) -> {
            Place place = Place.decoded(key);
            note(place.series(), LevelReport.decoded(place.recordId(), place.from(), value));
        });
    }

    void put(SeriesKey series, LevelReport report) {
        tables.put(Table.CELLS, new Place(series, report.from(), report.recordId()).encoded(), report.encoded());
        note(series, report);
    }

    /** Takes back what the record reported of a period that begins on the day; nothing where it has aged away. */
    void remove(SeriesKey series, long from, String recordId) {
        tables.put(Table.CELLS, new Place(series, from, recordId).encoded(), null);
    }

    /** Every level that was ever reported, in order. */
    Set<SeriesKey> all() {
        return Collections.unmodifiableSet(longest.keySet());
    }

    /** What is said of the day; null where no report covers it. */
    @Nullable
    Counts at(SeriesKey series, long day) {
        LevelReport best = null;
        for (LevelReport report : covering(series, day, day)) {
            if (report.until() >= day && (best == null || report.compareTo(best) > 0)) {
                best = report;
            }
        }
        return best == null ? null : best.counts();
    }

    /** The reports whose period has begun by the day, in order of the day they begin on. */
    List<LevelReport> begunBy(SeriesKey series, long day) {
        return between(series, Long.MIN_VALUE, day + 1);
    }

    /** Visits each day from the first to the last, both inclusive, with what is said of it; none where they cross. */
    void days(SeriesKey series, long first, long last, Visitor visitor) {
        if (first > last) {
            return;
        }
        List<LevelReport> reports = covering(series, first, last);
        PriorityQueue<LevelReport> standing = new PriorityQueue<>(Collections.reverseOrder());
        int next = 0;
        for (long day = first; day <= last; day++) {
            while (next < reports.size() && reports.get(next).from() <= day) {
                standing.add(reports.get(next++));
            }
            LevelReport best = standing.peek();
            while (best != null && best.until() < day) {
                standing.poll();
                best = standing.peek();
            }
            visitor.visit(day, best == null ? null : best.counts());
        }
    }

    /** The first day any report of the series covers; {@link Long#MAX_VALUE} where there is none. */
    long firstDay(SeriesKey series) {
        List<LevelReport> reports = between(series, Long.MIN_VALUE, Long.MAX_VALUE);
        return reports.isEmpty() ? Long.MAX_VALUE : reports.get(0).from();
    }

    /** Drops the reports whose period has ended before the horizon. */
    void age(Horizon horizon) {
        for (SeriesKey series : longest.keySet()) {
            for (LevelReport report : between(series, Long.MIN_VALUE, horizon.day())) {
                if (report.until() < horizon.day()) {
                    remove(series, report.from(), report.recordId());
                }
            }
        }
    }

    private void note(SeriesKey series, LevelReport report) {
        longest.merge(series, report.until() - report.from(), Math::max);
    }

    /** The reports that may cover one of these days, in order of the day they begin on. */
    private List<LevelReport> covering(SeriesKey series, long first, long last) {
        return between(series, first - longest.getOrDefault(series, 0L), last + 1);
    }

    private List<LevelReport> between(SeriesKey series, long from, long toExclusive) {
        List<LevelReport> found = new ArrayList<>();
        byte[] low = new Place(series, from, "").encoded();
        byte[] high = new Place(series, toExclusive, "").encoded();
        tables.scan(Table.CELLS, low, high, (key, value) -> {
            Place place = Place.decoded(key);
            found.add(LevelReport.decoded(place.recordId(), place.from(), value));
        });
        return found;
    }

    /** Takes a day and what is said of it, null where no report covers it. */
    interface Visitor {
        void visit(long day, @Nullable Counts counts);
    }

    /** Where a report stands in the table: by series, then the day its period begins on. */
    private record Place(SeriesKey series, long from, String recordId) {
        byte[] encoded() {
            return new ByteWriter(64)
                    .single(CellKind.LEVEL.code())
                    .raw(series.unitId().getBytes(StandardCharsets.UTF_8))
                    .single(0)
                    .raw(series.indicator().getBytes(StandardCharsets.UTF_8))
                    .single(0)
                    .fixed(from)
                    .raw(recordId.getBytes(StandardCharsets.UTF_8))
                    .bytes();
        }

        static Place decoded(byte[] key) {
            ByteReader reader = new ByteReader(key);
            reader.single();
            SeriesKey series = new SeriesKey(reader.textToZero(), reader.textToZero());
            return new Place(series, reader.fixed(), new String(reader.rest(), StandardCharsets.UTF_8));
        }
    }
}
