package org.stationboard.api.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.DurationBuckets.Bucket;
import org.stationboard.api.read.DurationBuckets.Of;

/** Durations of a unit over a period: counts by bucket and the buckets of two quantiles. Blocks on the store. */
public final class DurationFigures {
    private final Figures figures;

    public DurationFigures(Figures figures) {
        this.figures = figures;
    }

    /** Answer of the route; {@code bounds} are the buckets' upper bounds in minutes, a last bucket has none. */
    public record Answer(
            String of,
            String unit,
            String grain,
            List<Integer> bounds,
            List<Row> durations,
            @Nullable List<Row> samePeriodLastYear,
            @Nullable List<Row> previousPeriod) {}

    /** One piece of the period; pieces in which nothing was counted have no row. */
    public record Row(
            String start,
            long count,
            List<Long> buckets,
            @Nullable Bucket p50,
            @Nullable Bucket p90) {}

    /** What is measured, by its name in the API. */
    public static Of of(String name) {
        for (Of of : Of.values()) {
            if (apiName(of).equals(name)) {
                return of;
            }
        }
        throw new ProblemException(
                ProblemCode.BAD_PARAMETER, "of: " + name + " (expected: dispatch, arrival or handling)");
    }

    private static String apiName(Of of) {
        return of.name().toLowerCase(Locale.ROOT);
    }

    /** The durations of the period beside those of the year before and of the period before. */
    public Answer answer(Of of, String unitId, Period period, Cut cut) {
        if (cut == Cut.MINUTE) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER, "grain: minute (expected: range, day, month or year of durations)");
        }
        Figures.requireFew(period, cut);
        return new Answer(
                apiName(of),
                unitId,
                cut.apiName(),
                DurationBuckets.BOUNDS,
                rows(of, unitId, period, cut),
                nullIfEmpty(rows(of, unitId, period.lastYear(), cut)),
                nullIfEmpty(rows(of, unitId, period.previous(), cut)));
    }

    private List<Row> rows(Of of, String unitId, Period period, Cut cut) {
        List<String> indicators = of.indicators();
        Map<String, long[]> counts = new TreeMap<>();
        for (int i = 0; i < indicators.size(); i++) {
            for (Figures.Row row : figures.flows(new Figures.Asked(indicators.get(i), unitId), period, cut)) {
                counts.computeIfAbsent(row.start(), ignored -> new long[indicators.size()])[i] = row.numerator();
            }
        }
        List<Row> rows = new ArrayList<>();
        counts.forEach((start, ofPiece) -> rows.add(row(start, ofPiece)));
        return rows;
    }

    private static Row row(String start, long[] counts) {
        List<Long> boxed = new ArrayList<>();
        for (long count : counts) {
            boxed.add(count);
        }
        DurationBuckets buckets = new DurationBuckets(boxed);
        return new Row(start, buckets.count(), buckets.counts(), buckets.quantile(50), buckets.quantile(90));
    }

    private static @Nullable List<Row> nullIfEmpty(List<Row> rows) {
        return rows.isEmpty() ? null : rows;
    }
}
