package org.stationboard.api.read;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.read.Known.Times;
import org.stationboard.api.view.City;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.store.DayRange;
import org.stationboard.store.EvidenceQuery;
import org.stationboard.store.FigureReader;
import org.stationboard.store.FigureRow;
import org.stationboard.store.FigureSum;

/**
 * Figures of record of a unit: those of the stations that were under it on each day, added up. Blocks on the store. For one
 * answer and thread.
 */
public final class Figures {
    private static final int MOST_PIECES = 4_000;
    private static final int MOST_MINUTE_DAYS = 8;

    private final FigureReader reader;
    private final City city;
    private final ZoneId zone;
    private final Function<Asked, FeedSeries> series;
    private final Known known;
    /** Asked once an answer: the live view may have moved on by the next row. */
    private final Map<Asked, FeedSeries> feeds = new HashMap<>();

    /**
     * @param series what is known of the feed that an asked figure rests on
     * @param known up to when what is known counts
     */
    public Figures(FigureReader reader, City city, Function<Asked, FeedSeries> series, Known known) {
        this.reader = known.in(reader);
        this.city = city;
        this.zone = known.zone();
        this.series = series;
        this.known = known;
    }

    /**
     * Answer of the route; the comparisons are null where nothing was ever counted in them.
     *
     * @param since first local day of the feed; null where it was never heard
     * @param shorterThanAYear whether the series began less than a year before the period's end
     */
    public record Answer(
            String kind,
            String feed,
            @Nullable String since,
            boolean shorterThanAYear,
            boolean simulated,
            Times times,
            Span period,
            Span lastYear,
            Span previous,
            List<Row> figures,
            @Nullable List<Row> samePeriodLastYear,
            @Nullable List<Row> previousPeriod) {}

    /** Local days, both inclusive. */
    public record Span(String from, String to) {
        static Span of(Period period) {
            return new Span(period.from().toString(), period.to().toString());
        }
    }

    /**
     * One figure; completeness is null where not every source announced how much it sent of the whole piece, and for what
     * was known earlier, of which no announcements are kept.
     */
    public record Row(
            String unit,
            String indicator,
            String grain,
            String start,
            long numerator,
            @Nullable Long denominator,
            @Nullable Long completeness,
            @Nullable String tick) {}

    /** Two counts; of what is no proportion the second is nothing. */
    record Counted(long n, long d) {}

    /** What is asked for: figures of one indicator and unit. */
    public record Asked(String indicator, String unitId) {
        /** The kind as the API writes it. */
        public String kindName() {
            return kind().name().toLowerCase(Locale.ROOT);
        }

        /** Its kind; refuses an indicator that is not known. */
        public IndicatorKind kind() {
            return Indicators.kind(indicator)
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.UNKNOWN_INDICATOR,
                            "indicator: " + indicator + " (expected: one of " + String.join(", ", Indicators.listed())
                                    + ", or a code after " + String.join(", ", Indicators.prefixes()) + ")"));
        }
    }

    /** Beside the same days of the calendar a year before, and the period before. */
    public Answer answer(Asked asked, Period period, Cut cut, Times times) {
        return answer(asked, period, period.lastYear(), cut, times);
    }

    /** The figures of the period beside those of the days of the year before and of the period before. */
    public Answer answer(Asked asked, Period period, Period yearBefore, Cut cut, Times times) {
        IndicatorKind kind = asked.kind();
        FeedSeries feed = feedOf(asked);
        if (cut == Cut.MINUTE) {
            requireMinutes(asked, period);
        }
        requireFew(period, cut);
        boolean everySource = FeedSeries.everySource(asked.indicator());
        Long first = feed.heard() ? Long.valueOf(feed.firstDay(everySource)) : null;
        return new Answer(
                kind.name().toLowerCase(Locale.ROOT),
                feed.feed(),
                first == null ? null : Json.day(first),
                first != null && FeedSeries.shorterThanAYear(first, period.toDay()),
                everySource ? feed.anySimulated() : feed.allSimulated(),
                times,
                Span.of(period),
                Span.of(yearBefore),
                Span.of(period.previous()),
                rows(asked, period, cut),
                nullIfEmpty(rows(asked, yearBefore, cut)),
                nullIfEmpty(rows(asked, period.previous(), cut)));
    }

    private FeedSeries feedOf(Asked asked) {
        return feeds.computeIfAbsent(asked, series);
    }

    /** The figures of the period alone, oldest first. */
    public List<Row> figures(Asked asked, Period period, Cut cut) {
        requireFew(period, cut);
        return rows(asked, period, cut);
    }

    /** The one figure of the whole period; empty where nothing was ever counted. */
    Optional<Row> whole(Asked asked, Period period) {
        return rows(asked, period, Cut.RANGE).stream().findFirst();
    }

    private List<Row> rows(Asked asked, Period period, Cut cut) {
        if (cut == Cut.MINUTE) {
            return minutes(asked, period);
        }
        return switch (asked.kind()) {
            case COUNT, PROPORTION -> flows(asked, period, cut);
            case STOCK -> stocks(asked, period, cut);
            case LEVEL -> levels(asked, period, cut);
        };
    }

    /** What was counted in each of the periods, none where nothing was; of flows. */
    List<Counted> counted(Asked asked, List<Period> periods) {
        Map<Period, Total> totals = totals(asked, periods, Period::fromDay);
        return periods.stream()
                .map(period -> totals.getOrDefault(period, new Total()))
                .map(total -> new Counted(total.numerator, total.denominator))
                .toList();
    }

    /** The flows of the period alone. */
    List<Row> flows(Asked asked, Period period, Cut cut) {
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

    /** What the report that covers each piece's last day says; of several stations together. Never a sum over days. */
    private List<Row> levels(Asked asked, Period period, Cut cut) {
        List<Period> pieces = cut.pieces(period);
        Map<Period, Total> totals = totals(asked, pieces, Period::toDay);
        List<Row> rows = new ArrayList<>();
        for (Period piece : pieces) {
            Total total = totals.get(piece);
            if (total != null && total.denominator > 0) {
                rows.add(row(asked, cut, piece, total.numerator, total.denominator, total.tick));
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
            ends.computeIfAbsent(city.group(asked.unitId(), piece.toDay()).summedIds(), ignored -> new ArrayList<>())
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
                if (!span.group().summedIds().isEmpty()) {
                    parts.computeIfAbsent(span.group().summedIds(), ignored -> new ArrayList<>())
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

    /** Refuses a period that would be cut into too many figures. */
    static void requireFew(Period period, Cut cut) {
        if (cut.pieces(period).size() > MOST_PIECES) {
            throw new ProblemException(
                    ProblemCode.BAD_RANGE,
                    "from, to: " + period.days() + " days (expected: at most " + MOST_PIECES + " figures)");
        }
    }

    private static void requireMinutes(Asked asked, Period period) {
        if (!Indicators.minutes(asked.indicator())) {
            throw new ProblemException(
                    ProblemCode.NOT_YET_SUPPORTED,
                    "grain: minute of " + asked.indicator() + " (expected: minute of " + Indicators.ALARMS + ")");
        }
        if (period.days() > MOST_MINUTE_DAYS) {
            throw new ProblemException(
                    ProblemCode.BAD_RANGE,
                    "from, to: " + period.days() + " days (expected: at most " + MOST_MINUTE_DAYS + " for minutes)");
        }
    }

    private List<Row> minutes(Asked asked, Period period) {
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
        List<String> stations = span.group().summedIds();
        return stations.isEmpty()
                ? List.of()
                : reader.minutes(stations, asked.indicator(), firstMinute(span.from()), firstMinute(span.to() + 1) - 1);
    }

    private long firstMinute(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond() / 60;
    }

    private Row row(Asked asked, Cut cut, Period piece, long numerator, @Nullable Long denominator, long tick) {
        return new Row(
                asked.unitId(),
                asked.indicator(),
                cut.apiName(),
                piece.from().toString(),
                numerator,
                denominator,
                completeness(asked, piece),
                tick == 0 ? null : Json.minute(tick));
    }

    private @Nullable Long completeness(Asked asked, Period piece) {
        return known.turn() == null
                ? feedOf(asked).completenessOfWhole(firstMinute(piece.fromDay()), firstMinute(piece.toDay() + 1))
                : null;
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
