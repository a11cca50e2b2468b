package org.stationboard.allinone;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the NYPD's file says, read by plain loops: how long each step of a call took. */
final class NypdCalls {
    static final String FILE = "calls/nypd-cad-lifecycle-potential-2024.csv.gz";
    static final String DISPATCHED = "disp_ts";
    static final String ARRIVED = "arrivd_ts";
    /** Upper bounds of the buckets, in minutes. */
    static final List<Long> BOUNDS =
            List.of(1L, 2L, 3L, 5L, 10L, 15L, 20L, 30L, 45L, 60L, 90L, 120L, 180L, 300L, 600L, 1440L);

    private NypdCalls() {}

    static LocalDate day(Map<String, String> row) {
        return LocalDateTime.parse(PlainCsv.cell(row, "add_ts")).toLocalDate();
    }

    /** Seconds from the call to that step, in the rows' order. */
    static List<Long> seconds(List<Map<String, String>> rows, String step) {
        return rows.stream()
                .map(row -> Duration.between(
                                LocalDateTime.parse(PlainCsv.cell(row, "add_ts")),
                                LocalDateTime.parse(PlainCsv.cell(row, step)))
                        .toSeconds())
                .toList();
    }

    /** By day: how many took at most so many minutes to that step, of how many. */
    static Map<LocalDate, List<Long>> inTime(List<Map<String, String>> rows, String step, int minutes) {
        List<Long> seconds = seconds(rows, step);
        Map<LocalDate, List<Long>> days = new TreeMap<>();
        for (int at = 0; at < rows.size(); at++) {
            days.merge(
                    day(rows.get(at)),
                    List.of(seconds.get(at) <= minutes * 60L ? 1L : 0L, 1L),
                    (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
        }
        return days;
    }

    /** How many lie in each bucket; the last one is everything over the largest bound. */
    static List<Long> buckets(List<Long> seconds) {
        List<Long> counts = new ArrayList<>();
        IntStream.rangeClosed(0, BOUNDS.size())
                .forEach(bucket -> counts.add(
                        seconds.stream().filter(s -> bucketOf(s) == bucket).count()));
        return counts;
    }

    /** The bucket's place among {@link #BOUNDS}. */
    static int bucketOf(double seconds) {
        return (int) BOUNDS.stream().filter(bound -> seconds > bound * 60).count();
    }

    static double median(List<Long> seconds) {
        List<Long> sorted = seconds.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2.0;
    }
}
