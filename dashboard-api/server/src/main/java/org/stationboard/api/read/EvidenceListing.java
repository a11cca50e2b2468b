package org.stationboard.api.read;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.stationboard.api.http.Json;
import org.stationboard.api.read.Evidence.Counts;
import org.stationboard.api.read.Evidence.Given;
import org.stationboard.api.read.Evidence.Page;
import org.stationboard.api.read.Evidence.Position;
import org.stationboard.api.read.Evidence.Row;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Contribution;
import org.stationboard.engine.Contributions;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Parameters;
import org.stationboard.store.StoredVersion;

/** What a scan of records has met of a figure: its sum, how many records there are, and the rows of one page. */
final class EvidenceListing {
    private final String indicator;
    private final IndicatorKind kind;
    private final List<City.Span> spans;
    private final Map<City.Span, Set<String>> members = new HashMap<>();
    private final Page page;
    private final Parameters parameters;
    /** Of a level the report that counts of each unit. */
    private final Map<String, Report> reports = new TreeMap<>();

    private final List<Row> rows = new ArrayList<>();
    private long total;
    private long numerator;
    private long denominator;

    EvidenceListing(String indicator, IndicatorKind kind, List<City.Span> spans, Page page, Parameters parameters) {
        this.indicator = indicator;
        this.kind = kind;
        this.spans = spans;
        this.page = page;
        this.parameters = parameters;
        spans.forEach(span -> members.put(span, Set.copyOf(span.group().summedIds())));
    }

    Counts value() {
        return counts(kind, numerator, denominator);
    }

    /** What a sum of contributions comes to: of a stock what was added less what was taken. */
    static Counts counts(IndicatorKind kind, long numerator, long denominator) {
        return switch (kind) {
            case COUNT -> new Counts(numerator, null);
            case PROPORTION -> new Counts(numerator, denominator);
            case STOCK -> new Counts(numerator - denominator, null);
            case LEVEL -> new Counts(numerator, denominator);
        };
    }

    List<Row> rows() {
        return rows;
    }

    long total() {
        return total;
    }

    void visit(StoredVersion version) {
        StationRecord taken = parse(version);
        List<Contribution> given = contributionsOf(taken);
        if (given.isEmpty()) {
            return;
        }
        if (kind == IndicatorKind.LEVEL) {
            given.forEach(level -> reports.merge(
                    level.unitId(),
                    new Report(version, taken, level),
                    (held, other) -> other.compareTo(held) > 0 ? other : held));
            return;
        }
        long added = given.stream().mapToLong(Contribution::numerator).sum();
        long eligible = given.stream().mapToLong(Contribution::denominator).sum();
        // What came and went by the end of the period is not open then: it is no evidence of a stock.
        if (kind != IndicatorKind.STOCK || added != eligible) {
            add(version, taken, given);
        }
    }

    /** The scan is over: of the reports of a level those that count are known now. */
    void end() {
        reports.values().forEach(report -> add(report.version(), report.taken(), List.of(report.level())));
    }

    private void add(StoredVersion version, StationRecord taken, List<Contribution> given) {
        numerator += given.stream().mapToLong(Contribution::numerator).sum();
        denominator += given.stream().mapToLong(Contribution::denominator).sum();
        if (total >= page.skip() && rows.size() < page.limit()) {
            rows.add(row(version, taken, given));
        }
        total++;
    }

    /** In order of standing, as the engine has it: the later period, the shorter, the newer version, the higher rank. */
    private record Report(StoredVersion version, StationRecord taken, Contribution level)
            implements Comparable<Report> {
        @Override
        public int compareTo(Report other) {
            return Comparator.comparingLong((Report report) -> report.level.start())
                    .thenComparing(Comparator.comparingLong((Report report) -> report.level.until())
                            .reversed())
                    .thenComparingLong(report -> report.version.version())
                    .thenComparingInt(report -> report.level.rank())
                    .thenComparing(report -> report.version.recordId())
                    .compare(this, other);
        }
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
            if (contribution.until() >= span.from() && contribution.start() <= span.to()) {
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
