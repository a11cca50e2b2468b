package org.stationboard.api;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.FeedNames;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.store.AlertReader;
import org.stationboard.store.BalanceReader;
import org.stationboard.store.BodyKind;
import org.stationboard.store.DayRange;
import org.stationboard.store.EvidencePage;
import org.stationboard.store.EvidenceQuery;
import org.stationboard.store.EvidenceReader;
import org.stationboard.store.FigureReader;
import org.stationboard.store.FigureRow;
import org.stationboard.store.FigureSum;
import org.stationboard.store.LastCount;
import org.stationboard.store.SplitReader;
import org.stationboard.store.SplitRecord;
import org.stationboard.store.StoredVersion;
import org.stationboard.store.TickReader;
import org.stationboard.store.VerdictCursor;
import org.stationboard.store.VerdictReader;

/** The store's ports over plain maps. */
public final class InMemoryStore implements FigureReader, VerdictReader, EvidenceReader, TickReader, BalanceReader {
    private record CellKey(Grain grain, String unit, String indicator, long start) {}

    private final Map<CellKey, List<FigureRow>> figures;
    /** Epoch minute from which on nothing is known. */
    private final long known;

    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<String, Verdict> verdictsNow = new TreeMap<>();
    private final Map<String, AlertTransition> alertsNow = new TreeMap<>();
    private final List<AlertTransition> transitions = new ArrayList<>();
    private final Map<String, List<StoredVersion>> versions = new TreeMap<>();
    private final List<StoredVersion> untilNextTick = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();
    private final Map<Integer, TickMarker> markers = new TreeMap<>();
    private final InMemoryPeople people = new InMemoryPeople();
    private volatile boolean answers = true;

    public InMemoryStore() {
        this(new LinkedHashMap<>(), Long.MAX_VALUE);
    }

    private InMemoryStore(Map<CellKey, List<FigureRow>> figures, long known) {
        this.figures = figures;
        this.known = known;
    }

    public StorePorts ports() {
        return new StorePorts(
                this,
                this,
                new Alerts(),
                this,
                this,
                this,
                new Splits(),
                people,
                people,
                people,
                people,
                () -> answers);
    }

    public InMemoryPeople people() {
        return people;
    }

    public void stop() {
        answers = false;
    }

    public synchronized void take(Figure figure, long tick) {
        CellKey key = new CellKey(figure.getGrain(), figure.getUnitId(), figure.getIndicator(), figure.getStart());
        figures.computeIfAbsent(key, ignored -> new ArrayList<>())
                .add(new FigureRow(
                        figure.getUnitId(),
                        figure.getIndicator(),
                        figure.getStart(),
                        figure.getNumerator(),
                        figure.hasDenominator() ? figure.getDenominator() : null,
                        figure.hasOpened() ? figure.getOpened() : null,
                        figure.hasClosed() ? figure.getClosed() : null,
                        tick));
    }

    public synchronized void take(Verdict verdict, boolean append) {
        verdictsNow.put(verdict.getUnitId() + '|' + verdict.getStandardId(), verdict);
        if (append) {
            verdicts.add(verdict);
        }
    }

    public synchronized void take(AlertTransition transition) {
        transitions.add(transition);
        people.take(transition, Instant.ofEpochSecond(transition.getTick() * 60));
        alertsNow.put(transition.getUnitId() + '|' + transition.getStandardId(), transition);
    }

    /** A tick is complete: what stood before it counts. */
    public synchronized void completeTick(TickMarker marker) {
        markers.put(marker.getPartition(), marker);
        untilNextTick.forEach(version -> versions.computeIfAbsent(version.recordId(), id -> new ArrayList<>())
                .add(version));
        untilNextTick.clear();
    }

    /** A version at that place. */
    public synchronized void take(StationRecord record, long offset, long tick) {
        if (!record.hasControl()) {
            offsets.add(offset);
            untilNextTick.add(new StoredVersion(
                    record.getRecordId(), record.getVersion(), record.toByteString(), 0, offset, tick));
        }
    }

    /** The same figures; of each the newest that stood before the turn. */
    @Override
    public FigureReader knownAt(long turn) {
        return new InMemoryStore(figures, turn);
    }

    @Override
    public synchronized List<FigureRow> days(Collection<String> unitIds, String indicator, long from, long to) {
        return rows(Grain.DAY, unitIds, indicator, from, to);
    }

    @Override
    public synchronized List<FigureRow> minutes(Collection<String> unitIds, String indicator, long from, long to) {
        return rows(Grain.MINUTE, unitIds, indicator, from, to);
    }

    @Override
    public synchronized List<FigureSum> sums(Collection<String> unitIds, String indicator, List<DayRange> ranges) {
        List<FigureSum> sums = new ArrayList<>();
        for (DayRange range : ranges) {
            List<FigureRow> rows = rows(Grain.DAY, unitIds, indicator, range.from(), range.to());
            sums.add(new FigureSum(
                    range,
                    rows.stream().mapToLong(FigureRow::numerator).sum(),
                    sum(rows.stream().map(FigureRow::denominator).toList()),
                    sum(rows.stream().map(FigureRow::opened).toList()),
                    sum(rows.stream().map(FigureRow::closed).toList()),
                    rows.size(),
                    rows.stream().map(FigureRow::tick).max(Long::compare).orElse(null)));
        }
        return sums;
    }

    @Override
    public synchronized SortedMap<Long, Long> stocksAt(
            Collection<String> unitIds, String indicator, Collection<Long> days) {
        SortedMap<Long, Long> values = new TreeMap<>();
        for (long day : days) {
            long value = 0;
            for (FigureRow row : rows(Grain.DAY, unitIds, indicator, Long.MIN_VALUE, day)) {
                Long opened = row.opened();
                Long closed = row.closed();
                value += (opened == null ? 0 : opened) - (closed == null ? 0 : closed);
            }
            values.put(day, value);
        }
        return values;
    }

    @Override
    public synchronized List<LastCount> lastCounts(
            Collection<String> unitIds, Collection<String> indicators, long sinceDay) {
        List<LastCount> counts = new ArrayList<>();
        for (String unit : unitIds) {
            for (String indicator : indicators) {
                List<FigureRow> counted =
                        rows(Grain.DAY, List.of(unit), indicator, Long.MIN_VALUE, Long.MAX_VALUE).stream()
                                .filter(row -> row.numerator() > 0)
                                .toList();
                counted.stream()
                        .mapToLong(FigureRow::start)
                        .max()
                        .ifPresent(last -> counts.add(new LastCount(
                                unit,
                                indicator,
                                last,
                                counted.stream()
                                        .filter(row -> row.start() >= sinceDay)
                                        .mapToLong(FigureRow::numerator)
                                        .sum())));
            }
        }
        return counts;
    }

    @Override
    public synchronized List<String> indicators(String prefix) {
        return figures.keySet().stream()
                .map(CellKey::indicator)
                .filter(indicator -> indicator.startsWith(prefix))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public synchronized long records(int partition, long after, long to) {
        return offsets.stream().filter(offset -> offset > after && offset <= to).count();
    }

    @Override
    public long deadLetters() {
        return 1;
    }

    @Override
    public List<DeadLetter> newestDeadLetters(int limit) {
        return List.of(DeadLetter.newBuilder()
                .setOffset(7)
                .setReason("MALFORMED")
                .setExpected("alarm.called_at: a time")
                .build());
    }

    @Override
    public synchronized List<TickMarker> now() {
        return List.copyOf(markers.values());
    }

    @Override
    public synchronized OptionalLong completed() {
        return markers.values().stream().mapToLong(TickMarker::getTick).min();
    }

    @Override
    public List<TickMarker> turns(int partition, int limit) {
        throw new UnsupportedOperationException("the server has no route for them yet");
    }

    @Override
    public synchronized List<Verdict> history(
            Collection<String> unitIds, @Nullable String standardId, @Nullable VerdictCursor after, int limit) {
        Comparator<Verdict> order = Comparator.comparingLong(Verdict::getTick)
                .reversed()
                .thenComparing(Verdict::getUnitId)
                .thenComparing(Verdict::getStandardId);
        Verdict last = after == null
                ? null
                : Verdict.newBuilder()
                        .setTick(after.tick())
                        .setUnitId(after.unitId())
                        .setStandardId(after.standardId())
                        .build();
        return verdicts.stream()
                .filter(verdict -> last == null || order.compare(verdict, last) > 0)
                .filter(verdict -> unitIds.contains(verdict.getUnitId()))
                .filter(verdict -> standardId == null || verdict.getStandardId().equals(standardId))
                .sorted(order)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Verdict> now(Collection<String> unitIds, @Nullable String standardId) {
        return verdictsNow.values().stream()
                .filter(verdict -> unitIds.contains(verdict.getUnitId()))
                .filter(verdict -> standardId == null || verdict.getStandardId().equals(standardId))
                .toList();
    }

    @Override
    public EvidencePage page(EvidenceQuery query, @Nullable String after, int limit) {
        throw new UnsupportedOperationException("the server scans");
    }

    @Override
    public synchronized List<Verdict> standing(Collection<String> unitIds, @Nullable String standardId, long tick) {
        Map<String, Verdict> standing = new TreeMap<>();
        verdicts.stream()
                .filter(verdict -> unitIds.contains(verdict.getUnitId()) && verdict.getTick() <= tick)
                .filter(verdict -> standardId == null || verdict.getStandardId().equals(standardId))
                .forEach(verdict -> standing.put(verdict.getUnitId() + '|' + verdict.getStandardId(), verdict));
        return List.copyOf(standing.values());
    }

    @Override
    public synchronized void scan(EvidenceQuery query, Consumer<StoredVersion> visitor) {
        Long known = query.known();
        Long since = query.changedSince();
        for (List<StoredVersion> ofRecord : versions.values()) {
            if (since != null && ofRecord.stream().noneMatch(version -> version.tick() >= since)) {
                continue;
            }
            ofRecord.stream()
                    .filter(version -> known == null || version.tick() < known)
                    .reduce((held, other) -> other.version() > held.version() ? other : held)
                    .filter(version -> asked(query, version))
                    .ifPresent(visitor);
        }
    }

    @Override
    public void scan(
            EvidenceQuery first,
            Consumer<StoredVersion> firstVisitor,
            EvidenceQuery second,
            Consumer<StoredVersion> secondVisitor) {
        scan(first, firstVisitor);
        scan(second, secondVisitor);
    }

    private static boolean asked(EvidenceQuery query, StoredVersion version) {
        try {
            StationRecord record = StationRecord.parseFrom(version.record());
            return query.unitIds().contains(record.getUnitId()) && kindOf(record) == query.body();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized List<AlertTransition> alertsOf(Collection<String> unitIds) {
        return alertsNow.values().stream()
                .filter(alert -> unitIds.contains(alert.getUnitId()))
                .toList();
    }

    private final class Alerts implements AlertReader {
        @Override
        public List<AlertTransition> history(Collection<String> unitIds, @Nullable String standardId, int limit) {
            return transitions.stream()
                    .filter(step -> unitIds.contains(step.getUnitId()))
                    .filter(step -> standardId == null || step.getStandardId().equals(standardId))
                    .sorted(Comparator.comparingLong(AlertTransition::getTick).reversed())
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<AlertTransition> transition(String id) {
            return transitions.stream().filter(step -> step.getId().equals(id)).findFirst();
        }

        @Override
        public List<AlertTransition> now(Collection<String> unitIds) {
            return alertsOf(unitIds);
        }
    }

    /** One record that its source forgot to withdraw where it was. */
    private static final class Splits implements SplitReader {
        @Override
        public Found splitRecords(int limit) {
            return new Found(1, List.of(new SplitRecord("made/moved", List.of("990101", "990201"))));
        }
    }

    private static BodyKind kindOf(StationRecord record) {
        return record.hasFeedMark()
                ? BodyKind.FEED_MARK
                : BodyKind.ofFeed(FeedNames.of(record).orElseThrow());
    }

    private List<FigureRow> rows(Grain grain, Collection<String> unitIds, String indicator, long from, long to) {
        Set<String> units = new HashSet<>(unitIds);
        return figures.entrySet().stream()
                .filter(cell -> cell.getKey().grain() == grain
                        && units.contains(cell.getKey().unit()))
                .filter(cell -> cell.getKey().indicator().equals(indicator)
                        && cell.getKey().start() >= from
                        && cell.getKey().start() <= to)
                .flatMap(cell ->
                        cell.getValue().stream()
                                .filter(row -> row.tick() < known)
                                .reduce((older, newer) -> newer)
                                .stream())
                .toList();
    }

    private static @Nullable Long sum(List<@Nullable Long> values) {
        Long sum = null;
        for (Long value : values) {
            if (value != null) {
                sum = (sum == null ? 0 : sum) + value;
            }
        }
        return sum;
    }
}
