package org.stationboard.engine;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.StationRecord;

/**
 * What the figures must be: a batch over each record's final version, written from the list of standards and sharing no
 * code with the engine. Slow and plain on purpose: a stock is walked day by day, a level looked for among all reports.
 */
final class FigureOracle {
    private static final long[] NONE = new long[2];

    /** unit|indicator|D or M to start to numerator and denominator. */
    private final Map<String, NavigableMap<Long, long[]>> flows = new TreeMap<>();
    /** unit|indicator to day to what opened and closed. */
    private final Map<String, NavigableMap<Long, long[]>> stocks = new TreeMap<>();

    private final Map<String, long[]> levels = new TreeMap<>();
    private final BodyOracle bodies = new BodyOracle(this);

    /** Works everything out anew. */
    FigureOracle(Collection<StationRecord> finals) {
        DisputeOracle disputes = new DisputeOracle(this);
        for (StationRecord record : finals) {
            if (record.getWithdrawn() || record.hasFeedMark()) {
                continue;
            }
            if (record.hasDispute()) {
                disputes.count(record);
            } else {
                bodies.count(record);
            }
        }
    }

    /** Successes and eligible of a proportion over local days, both inclusive. */
    long[] sum(String unit, String indicator, long from, long to) {
        long[] sum = new long[2];
        NavigableMap<Long, long[]> days = flows.getOrDefault(unit + '|' + indicator + "|D", new TreeMap<>());
        days.subMap(from, true, to, true).values().forEach(counts -> {
            sum[0] += counts[0];
            sum[1] += counts[1];
        });
        return sum;
    }

    /**
     * Every figure by its key, as numerator, denominator, opened and closed: flows of all days and minutes, stocks and
     * levels of the days from the first to the last.
     */
    Map<String, long[]> all(LocalDate firstDay, LocalDate lastDay) {
        Map<String, long[]> all = new TreeMap<>();
        flows.forEach((series, starts) -> starts.forEach(
                (start, counts) -> all.put(series + '|' + start, new long[] {counts[0], counts[1], 0, 0})));
        stocks.forEach((series, days) -> walk(series, days, firstDay.toEpochDay(), lastDay.toEpochDay(), all));
        levels.clear();
        bodies.countLevels(firstDay, lastDay);
        all.putAll(levels);
        return all;
    }

    private static void walk(
            String series, NavigableMap<Long, long[]> days, long first, long last, Map<String, long[]> all) {
        long standing = 0;
        for (long[] flow : days.headMap(first, false).values()) {
            standing += flow[0] - flow[1];
        }
        long begins = standing == 0 && !days.isEmpty() ? Math.max(first, days.firstKey()) : first;
        for (long day = begins; day <= last; day++) {
            long[] flow = days.getOrDefault(day, NONE);
            standing += flow[0] - flow[1];
            if (standing != 0 || flow[0] != 0 || flow[1] != 0) {
                all.put(series + "|D|" + day, new long[] {standing, 0, flow[0], flow[1]});
            }
        }
    }

    /** Successes, or just so many, of so many on the day. */
    void add(String unit, String indicator, LocalDate day, long n, long d) {
        add(unit + '|' + indicator + "|D", day.toEpochDay(), n, d, flows);
    }

    void addMinute(String unit, String indicator, long minute) {
        add(unit + '|' + indicator + "|M", minute, 1, 0, flows);
    }

    /** Something stands open from a day to a day, or for good. */
    void stand(String unit, String indicator, LocalDate opened, @Nullable LocalDate closed) {
        add(unit + '|' + indicator, opened.toEpochDay(), 1, 0, stocks);
        if (closed != null) {
            add(unit + '|' + indicator, closed.toEpochDay(), 0, 1, stocks);
        }
    }

    /** The part of it after its due day. */
    void standAfter(String unit, String indicator, LocalDate opened, @Nullable LocalDate closed, LocalDate due) {
        if (closed == null || closed.isAfter(due)) {
            stand(unit, indicator, opened.isAfter(due) ? opened : due.plusDays(1), closed);
        }
    }

    void said(String series, long day, long n, long d) {
        levels.put(series + "|D|" + day, new long[] {n, d, 0, 0});
    }

    private static void add(String series, long start, long n, long d, Map<String, NavigableMap<Long, long[]>> to) {
        long[] counts = to.computeIfAbsent(series, s -> new TreeMap<>()).computeIfAbsent(start, s -> new long[2]);
        counts[0] += n;
        counts[1] += d;
    }
}
