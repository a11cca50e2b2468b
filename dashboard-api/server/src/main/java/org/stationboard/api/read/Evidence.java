package org.stationboard.api.read;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Contribution;
import org.stationboard.engine.Contributions;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Parameters;
import org.stationboard.store.BodyKind;
import org.stationboard.store.DayRange;
import org.stationboard.store.EvidenceQuery;
import org.stationboard.store.EvidenceReader;
import org.stationboard.store.StoredVersion;

/**
 * The records that a figure rests on: newest versions, and what the engine makes of each. Their sum equals the figure.
 * Blocks on the store.
 */
public final class Evidence {
    /** A tick may land between reading the figure and reading the records: then both are read again. */
    private static final int TRIES = 3;

    private final EvidenceReader reader;
    private final Figures figures;
    private final City city;
    private final Parameters parameters;

    public Evidence(EvidenceReader reader, Figures figures, City city, Parameters parameters) {
        this.reader = reader;
        this.figures = figures;
        this.city = city;
        this.parameters = parameters;
    }

    /** Answer of the route. {@code numerator} and {@code denominator} are the figure of record, {@code sum} its records'. */
    public record Answer(
            String unit,
            String indicator,
            String from,
            String to,
            long numerator,
            @Nullable Long denominator,
            List<Row> records,
            Counts sum,
            @Nullable StandardRow rule,
            long total,
            @Nullable String next) {}

    /** A record with what it gives to the figure. */
    public record Row(
            String recordId,
            String unitId,
            long version,
            String occurredAt,
            String body,
            boolean withdrawn,
            List<Given> contributions,
            Position position) {}

    /** Of a stock, numerator is what it added on the day and denominator what it took. */
    public record Given(
            String day, long numerator, @Nullable Long denominator) {}

    public record Counts(long numerator, @Nullable Long denominator) {}

    /** Place on the log; {@code tick} is the last one before it, null before the first. */
    public record Position(
            int partition, long offset, @Nullable String tick) {}

    /** A part of the list: from that matching record on, so many. */
    public record Page(long skip, int limit) {
        /** From the cursor of an answer before. */
        public static Page after(@Nullable String cursor, int limit) {
            if (cursor == null) {
                return new Page(0, limit);
            }
            if (!cursor.matches("[0-9]{1,12}")) {
                throw new ProblemException(
                        ProblemCode.BAD_PARAMETER, "after: not a cursor (expected: next of the page before)");
            }
            return new Page(Long.parseLong(cursor), limit);
        }
    }

    /** The records of the figure of that indicator, unit and period. */
    public Answer answer(Figures.Asked asked, Period period, Optional<StandardRow> rule, Page page) {
        Counts figure = figure(asked, period);
        Listing listing = list(asked, period, page);
        for (int tries = 1; tries < TRIES && !listing.value().equals(figure); tries++) {
            figure = figure(asked, period);
            listing = list(asked, period, page);
        }
        boolean more = page.skip() + listing.rows.size() < listing.total;
        return new Answer(
                asked.unitId(),
                asked.indicator(),
                period.from().toString(),
                period.to().toString(),
                figure.numerator(),
                figure.denominator(),
                listing.rows,
                listing.value(),
                rule.orElse(null),
                listing.total,
                more ? Long.toString(page.skip() + listing.rows.size()) : null);
    }

    private Counts figure(Figures.Asked asked, Period period) {
        Long nothing = asked.kind() == IndicatorKind.PROPORTION ? Long.valueOf(0) : null;
        return figures.whole(asked, period)
                .map(row -> new Counts(row.numerator(), row.denominator()))
                .orElse(new Counts(0, nothing));
    }

    private Listing list(Figures.Asked asked, Period period, Page page) {
        IndicatorKind kind = asked.kind();
        long from = kind == IndicatorKind.STOCK ? EvidenceQuery.FIRST_DAY : period.fromDay();
        List<City.Span> spans = kind == IndicatorKind.STOCK
                ? List.of(new City.Span(from, period.toDay(), city.group(asked.unitId(), period.toDay())))
                : city.spans(asked.unitId(), from, period.toDay());
        Set<String> stations = new LinkedHashSet<>();
        spans.forEach(span -> stations.addAll(span.group().stationIds()));
        Listing listing = new Listing(asked.indicator(), kind, spans, page);
        if (!stations.isEmpty()) {
            BodyKind body = Indicators.feed(asked.indicator()).equals("alarm") ? BodyKind.ALARM : BodyKind.DISPUTE;
            reader.scan(
                    new EvidenceQuery(List.copyOf(stations), body, new DayRange(from, period.toDay())), listing::visit);
        }
        return listing;
    }

    /** What the scan has met so far. */
    private final class Listing {
        private final String indicator;
        private final IndicatorKind kind;
        private final List<City.Span> spans;
        private final Map<City.Span, Set<String>> members = new HashMap<>();
        private final Page page;
        private final List<Row> rows = new ArrayList<>();
        private long total;
        private long numerator;
        private long denominator;

        Listing(String indicator, IndicatorKind kind, List<City.Span> spans, Page page) {
            this.indicator = indicator;
            this.kind = kind;
            this.spans = spans;
            this.page = page;
            spans.forEach(span -> members.put(span, Set.copyOf(span.group().stationIds())));
        }

        Counts value() {
            return switch (kind) {
                case COUNT -> new Counts(numerator, null);
                case PROPORTION, LEVEL -> new Counts(numerator, denominator);
                case STOCK -> new Counts(numerator - denominator, null);
            };
        }

        void visit(StoredVersion version) {
            StationRecord taken = parse(version);
            List<Contribution> given = contributionsOf(taken);
            long added = given.stream().mapToLong(Contribution::numerator).sum();
            long eligible = given.stream().mapToLong(Contribution::denominator).sum();
            // What came and went by the end of the period is not open then: it is no evidence of a stock.
            if (given.isEmpty() || (kind == IndicatorKind.STOCK && added == eligible)) {
                return;
            }
            numerator += added;
            denominator += eligible;
            if (total >= page.skip() && rows.size() < page.limit()) {
                rows.add(row(version, taken, given));
            }
            total++;
        }

        private List<Contribution> contributionsOf(StationRecord taken) {
            try {
                return Contributions.of(taken, parameters).stream()
                        .filter(this::counts)
                        .toList();
            } catch (IllegalArgumentException e) {
                // The engine could not take this record either: it is a dead letter and in no figure.
                return List.of();
            }
        }

        private boolean counts(Contribution contribution) {
            if (contribution.grain() != Grain.DAY || !contribution.indicator().equals(indicator)) {
                return false;
            }
            for (City.Span span : spans) {
                if (contribution.start() >= span.from() && contribution.start() <= span.to()) {
                    return members.getOrDefault(span, Set.of()).contains(contribution.unitId());
                }
            }
            return false;
        }

        private Row row(StoredVersion version, StationRecord taken, List<Contribution> given) {
            return new Row(
                    version.recordId(),
                    taken.getUnitId(),
                    version.version(),
                    Json.time(instantOf(taken.getOccurredAt())),
                    taken.getBodyCase().name().toLowerCase(Locale.ROOT),
                    taken.getWithdrawn(),
                    given.stream().map(this::given).toList(),
                    new Position(
                            version.partition(),
                            version.offset(),
                            version.tick() == 0 ? null : Json.minute(version.tick())));
        }

        private Given given(Contribution contribution) {
            return new Given(
                    Json.day(contribution.start()),
                    contribution.numerator(),
                    kind == IndicatorKind.COUNT ? null : contribution.denominator());
        }
    }

    private static StationRecord parse(StoredVersion version) {
        try {
            return StationRecord.parseFrom(version.record());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "record at partition " + version.partition() + ", offset " + version.offset()
                            + ": not readable (expected: as it stood on the log)",
                    e);
        }
    }

    private static Instant instantOf(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }
}
