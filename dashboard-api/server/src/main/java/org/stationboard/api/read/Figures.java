package org.stationboard.api.read;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.view.City;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.store.DayRange;
import org.stationboard.store.EvidenceQuery;
import org.stationboard.store.FigureReader;
import org.stationboard.store.FigureRow;
import org.stationboard.store.FigureSum;

/**
 * Figures of record of a unit: those of the stations that were under it on each day, added up. Blocks on the store.
 */
public final class Figures {
    private static final int MOST_PIECES = 4_000;
    private static final int MOST_MINUTE_DAYS = 8;

    private final FigureReader reader;
    private final City city;
    private final ZoneId zone;

    public Figures(FigureReader reader, City city, ZoneId zone) {
        this.reader = reader;
        this.city = city;
        this.zone = zone;
    }

    /**
     * Answer of the route; the comparisons are null where nothing was ever counted in them.
     */
    public record Answer(
            List<Row> figures,
            @Nullable List<Row> samePeriodLastYear,
            @Nullable List<Row> previousPeriod) {}

    /** One figure. Completeness is not known: no source has announced how much it sends. */
    public record Row(
            String unit,
            String indicator,
            String grain,
            String start,
            long numerator,
            @Nullable Long denominator,
            @Nullable Long completeness,
            @Nullable String tick) {}

    /** What is asked for: figures of one indicator and unit. */
    public record Asked(String indicator, String unitId) {
        IndicatorKind kind() {
            return Indicators.kind(indicator)
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.UNKNOWN_INDICATOR,
                            "indicator: " + indicator + " (expected: one of " + String.join(", ", Indicators.listed())
                                    + ", " + Indicators.ALARMS_CATEGORY + "<code>, " + Indicators.ALARMS_FAMILY
                                    + "<family>)"));
        }
    }

    /** The figures of the period beside those of the year before and of the period before. */
    public Answer answer(Asked asked, Period period, Cut cut) {
        asked.kind();
        if (cut == Cut.MINUTE) {
            return new Answer(minutes(asked, period), null, null);
        }
        if (cut.pieces(period).size() > MOST_PIECES) {
            throw new ProblemException(
                    ProblemCode.BAD_RANGE,
                    "from, to: " + period.days() + " days (expected: at most " + MOST_PIECES + " figures)");
        }
        return new Answer(
                rows(asked, period, cut),
                nullIfEmpty(rows(asked, period.lastYear(), cut)),
                nullIfEmpty(rows(asked, period.previous(), cut)));
    }

    /** The one figure of the whole period; empty where nothing was ever counted. */
    Optional<Row> whole(Asked asked, Period period) {
        return rows(asked, period, Cut.RANGE).stream().findFirst();
    }

    private List<Row> rows(Asked asked, Period period, Cut cut) {
        return switch (asked.kind()) {
            case COUNT, PROPORTION -> flows(asked, period, cut);
            case STOCK -> stocks(asked, period, cut);
        };
    }

    private List<Row> flows(Asked asked, Period period, Cut cut) {
        List<Period> pieces = cut.pieces(period);
        Map<Period, Total> totals = totals(asked, pieces, Period::fromDay);
        List<Row> rows = new ArrayList<>();
        for (Period piece : pieces) {
            Total total = totals.get(piece);
            if (total != null && total.rows > 0) {
                Long denominator = asked.kind() == IndicatorKind.PROPORTION ? Long.valueOf(total.denominator) : null;
                rows.add(row(asked, cut, piece, total.numerator, denominator, total.tick));
            }
        }
        return rows;
    }

    private List<Row> stocks(Asked asked, Period period, Cut cut) {
        List<Period> pieces = cut.pieces(period);
        SortedMap<Long, Long> values = stockValues(asked, pieces);
        // A stock counts from its first flow on, however long before the period that was.
        Map<Period, Total> totals =
                totals(asked, pieces, piece -> piece.equals(pieces.get(0)) ? EvidenceQuery.FIRST_DAY : piece.fromDay());
        List<Row> rows = new ArrayList<>();
        Total soFar = new Total();
        for (Period piece : pieces) {
            Total counted = totals.get(piece);
            if (counted != null) {
                soFar.add(counted);
            }
            Long value = values.get(piece.toDay());
            if (soFar.rows > 0 && value != null) {
                rows.add(row(asked, cut, piece, value, null, soFar.tick));
            }
        }
        return rows;
    }

    /** The stock's value at the end of each piece, of the stations that stood under the unit then. */
    private SortedMap<Long, Long> stockValues(Asked asked, List<Period> pieces) {
        Map<List<String>, List<Long>> ends = new LinkedHashMap<>();
        for (Period piece : pieces) {
            ends.computeIfAbsent(city.group(asked.unitId(), piece.toDay()).stationIds(), ignored -> new ArrayList<>())
                    .add(piece.toDay());
        }
        SortedMap<Long, Long> values = new TreeMap<>();
        ends.forEach((stations, days) -> {
            if (!stations.isEmpty()) {
                values.putAll(reader.stocksAt(stations, asked.indicator(), days));
            }
        });
        return values;
    }

    /** Flows of each piece; a piece begins where {@code start} says. One question for each set of stations. */
    private Map<Period, Total> totals(Asked asked, List<Period> pieces, ToLongFunction<Period> start) {
        Map<List<String>, List<Part>> parts = new LinkedHashMap<>();
        for (Period piece : pieces) {
            for (City.Span span : city.spans(asked.unitId(), start.applyAsLong(piece), piece.toDay())) {
                if (!span.group().stationIds().isEmpty()) {
                    parts.computeIfAbsent(span.group().stationIds(), ignored -> new ArrayList<>())
                            .add(new Part(piece, new DayRange(span.from(), span.to())));
                }
            }
        }
        Map<Period, Total> totals = new HashMap<>();
        parts.forEach((stations, asks) -> {
            List<FigureSum> sums = reader.sums(
                    stations, asked.indicator(), asks.stream().map(Part::days).toList());
            for (int i = 0; i < asks.size(); i++) {
                totals.computeIfAbsent(asks.get(i).piece(), ignored -> new Total())
                        .add(sums.get(i));
            }
        });
        return totals;
    }

    private List<Row> minutes(Asked asked, Period period) {
        if (!asked.indicator().equals(Indicators.ALARMS)) {
            throw new ProblemException(
                    ProblemCode.NOT_YET_SUPPORTED,
                    "grain: minute of " + asked.indicator() + " (expected: minute of " + Indicators.ALARMS + ")");
        }
        if (period.days() > MOST_MINUTE_DAYS) {
            throw new ProblemException(
                    ProblemCode.BAD_RANGE,
                    "from, to: " + period.days() + " days (expected: at most " + MOST_MINUTE_DAYS + " for minutes)");
        }
        SortedMap<Long, Total> totals = new TreeMap<>();
        for (City.Span span : city.spans(asked.unitId(), period.fromDay(), period.toDay())) {
            for (FigureRow row : minuteRows(asked, span)) {
                totals.computeIfAbsent(row.start(), ignored -> new Total()).add(row);
            }
        }
        List<Row> rows = new ArrayList<>();
        totals.forEach((minute, total) -> rows.add(new Row(
                asked.unitId(),
                asked.indicator(),
                Cut.MINUTE.apiName(),
                Json.minute(minute),
                total.numerator,
                null,
                null,
                Json.minute(total.tick))));
        return rows;
    }

    private Collection<FigureRow> minuteRows(Asked asked, City.Span span) {
        List<String> stations = span.group().stationIds();
        return stations.isEmpty()
                ? List.of()
                : reader.minutes(stations, asked.indicator(), firstMinute(span.from()), firstMinute(span.to() + 1) - 1);
    }

    private long firstMinute(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond() / 60;
    }

    private static Row row(Asked asked, Cut cut, Period piece, long numerator, @Nullable Long denominator, long tick) {
        return new Row(
                asked.unitId(),
                asked.indicator(),
                cut.apiName(),
                piece.from().toString(),
                numerator,
                denominator,
                null,
                tick == 0 ? null : Json.minute(tick));
    }

    private static @Nullable List<Row> nullIfEmpty(List<Row> rows) {
        return rows.isEmpty() ? null : rows;
    }

    private record Part(Period piece, DayRange days) {}

    /** Sums of several parts of one piece. */
    private static final class Total {
        private long numerator;
        private long denominator;
        private long rows;
        private long tick;

        void add(FigureSum sum) {
            Long in = sum.denominator();
            Long newest = sum.tick();
            numerator += sum.numerator();
            denominator += in == null ? 0 : in;
            rows += sum.rows();
            tick = Math.max(tick, newest == null ? 0 : newest);
        }

        void add(Total other) {
            numerator += other.numerator;
            denominator += other.denominator;
            rows += other.rows;
            tick = Math.max(tick, other.tick);
        }

        void add(FigureRow row) {
            numerator += row.numerator();
            rows++;
            tick = Math.max(tick, row.tick());
        }
    }
}
