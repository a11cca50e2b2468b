package org.stationboard.api.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.read.Audience;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.Pulse;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.IndicatorKind;

/**
 * The live view's memory. Not thread-safe: its owner takes one lock for writers and readers. Days are epoch days and
 * minutes epoch minutes.
 */
public final class ViewState {
    private static final int REMEMBERED = 20_000;

    private final ZoneId zone;
    private final UnitIndex units = new UnitIndex();
    private final DayCells days = new DayCells();
    private final MinuteCells minutes = new MinuteCells();
    private final Map<String, CellColumn> stocks = new HashMap<>();
    private final Map<String, Map<String, Verdict>> verdicts = new HashMap<>();
    private final Map<String, Map<String, AlertTransition>> alerts = new HashMap<>();
    private final Feeds feeds = new Feeds();
    private final Partitions partitions = new Partitions();
    private final Traits traits = new Traits();
    private final RecentRecords recent;
    private final Map<String, Long> feedChanges = new HashMap<>();
    private final Map<Change, Long> changes = new EnumMap<>(Change.class);
    private final List<UnitTrace> traces = new ArrayList<>();
    private final IdentityHashMap<List<String>, int[]> remembered = new IdentityHashMap<>();
    private boolean daysLoaded;
    private boolean minutesLoaded;

    public ViewState(ZoneId zone) {
        this.zone = zone;
        this.recent = new RecentRecords(zone);
        for (Change change : Change.values()) {
            changes.put(change, 0L);
        }
    }

    /** Where a value was published from, as its headers say. */
    public record Origin(int partition, long offset, long tick) {}

    // ---- writers

    /** A figure of record or, when {@code live}, one published between ticks; {@code at} is epoch milliseconds. */
    public void figure(Figure figure, Origin origin, boolean live, long at) {
        int unit = units.numberOf(figure.getUnitId());
        long position = live ? Position.ofLive(origin.offset()) : Position.ofRecord(origin.offset());
        if (figure.getGrain() == Grain.MINUTE) {
            if (figure.getIndicator().equals("alarms")
                    && minutes.put(figure.getStart(), unit, figure.getNumerator(), position)) {
                changed(Change.MINUTES);
            }
            return;
        }
        Traits.Of indicator = traits.of(figure.getIndicator());
        if (put(figure, indicator.kind(), unit, position)) {
            feedChanges.merge(indicator.feed(), 1L, Long::sum);
            trace(unit).note(indicator.feed(), origin.partition(), at);
        }
    }

    private boolean put(Figure figure, IndicatorKind kind, int unit, long position) {
        if (kind == IndicatorKind.STOCK) {
            return stocks.computeIfAbsent(figure.getIndicator(), ignored -> new CellColumn())
                    .put(unit, figure.getNumerator(), 0, position);
        }
        return days.put(
                figure.getIndicator(),
                figure.getStart(),
                unit,
                figure.getNumerator(),
                figure.getDenominator(),
                position);
    }

    public void verdict(Verdict verdict) {
        if (!Audience.onWalls(verdict.getStandardId())) {
            return;
        }
        verdicts.computeIfAbsent(verdict.getStandardId(), ignored -> new HashMap<>())
                .put(verdict.getUnitId(), verdict);
        changed(Change.VERDICTS);
    }

    public void alert(AlertTransition transition) {
        if (!Audience.onWalls(transition.getStandardId())) {
            return;
        }
        alerts.computeIfAbsent(transition.getStandardId(), ignored -> new HashMap<>())
                .put(transition.getUnitId(), transition);
        changed(Change.ALERTS);
    }

    public void feed(FeedState state) {
        feeds.put(state);
        changed(Change.FEEDS);
    }

    public void marker(TickMarker marker) {
        partitions.put(marker);
        changed(Change.TICK);
    }

    /** A record at the end of the log itself. */
    public void stationRecord(int partition, long offset, StationRecord taken) {
        recent.take(partition, offset, taken);
    }

    public void pulse(Pulse pulse) {
        partitions.put(pulse);
    }

    public void head(LogHead head) {
        if (head.getMode() != partitions.mode()) {
            changed(Change.TICK);
        }
        partitions.put(head);
    }

    /** The markers of the newest ticks are there: before, those of a month ago would turn the view's clock back. */
    public void daysLoaded() {
        daysLoaded = true;
        changed(Change.TICK);
    }

    /** The minutes of the newest eight days are all there: from here on last week's can be shown. */
    public void minutesLoaded() {
        minutesLoaded = true;
        changed(Change.MINUTES);
    }

    /** Moves the windows of what is kept to the view's clock; see {@link #now}. */
    public void advance(Instant machine) {
        Instant now = now(machine);
        Instant newest = newest(now);
        days.moveTo(dayOf(now), dayOf(newest));
        long minute = Math.floorDiv(newest.getEpochSecond(), 60);
        minutes.moveTo(minute);
        recent.moveTo(minute * 60);
    }

    /** Under the clock {@code log} one partition may be days ahead of another: its newest tick. */
    private Instant newest(Instant now) {
        OptionalLong tick = partitions.newestTick();
        boolean ahead = partitions.mode() == ClockMode.LOG && daysLoaded && tick.isPresent();
        return ahead ? Instant.ofEpochSecond(Math.max(now.getEpochSecond(), tick.getAsLong() * 60)) : now;
    }

    private long dayOf(Instant at) {
        return LocalDate.ofInstant(at, zone).toEpochDay();
    }

    // ---- readers

    /** What the view calls now: the machine's clock, but under the clock {@code log} the newest tick. */
    public Instant now(Instant machine) {
        if (partitions.mode() != ClockMode.LOG) {
            return machine;
        }
        OptionalLong tick = tick();
        return tick.isPresent() ? Instant.ofEpochSecond(tick.getAsLong() * 60) : machine;
    }

    public ClockMode mode() {
        return partitions.mode();
    }

    /** The newest tick all partitions have completed; before the markers are read, the log's last one. */
    public OptionalLong tick() {
        OptionalLong completed = completedTick();
        return completed.isPresent() ? completed : partitions.headTick();
    }

    /** The newest tick all partitions have completed; empty before the markers are read. */
    public OptionalLong completedTick() {
        return daysLoaded ? partitions.completedTick() : OptionalLong.empty();
    }

    public OptionalLong oldestPulseAt() {
        return partitions.oldestPulseAt();
    }

    public OptionalLong lag() {
        return partitions.lag();
    }

    public Collection<TickMarker> markers() {
        return partitions.markers();
    }

    public long changesOf(Set<Change> kinds) {
        return kinds.stream().mapToLong(kind -> changes.getOrDefault(kind, 0L)).sum();
    }

    /** Rises with every change of a day cell or stock that rests on one of the feeds. */
    public long changesOfFeeds(Collection<String> feedNames) {
        return feedNames.stream()
                .mapToLong(feed -> feedChanges.getOrDefault(feed, 0L))
                .sum();
    }

    /** Rises with every change of {@link #recent}. */
    public long changesOfRecent() {
        return recent.changes();
    }

    /** The records at the end of the log. */
    public RecentRecords recent() {
        return recent;
    }

    /** From when on every record that was reported is among {@link #recent}, epoch seconds; empty before that is known. */
    public OptionalLong recentWholeFrom() {
        return recent.wholeFrom(partitions.count());
    }

    public ZoneId zone() {
        return zone;
    }

    /** Numbers of the units, to ask the other methods with; remembered for that very list. */
    public int[] numbersOf(List<String> unitIds) {
        if (remembered.size() > REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(unitIds, units::numbersOf);
    }

    /** The cells of the units on that day added up. */
    public Sum day(String indicator, long day, int[] unitNumbers) {
        return Sum.of(days.column(indicator, day), unitNumbers);
    }

    /** Indicators with a cell on that day whose id begins so. */
    public Set<String> indicators(String prefix, long day) {
        return days.indicators(prefix, day);
    }

    /** The newest values of a stock added up. */
    public Sum stock(String indicator, int[] unitNumbers) {
        return Sum.of(stocks.get(indicator), unitNumbers);
    }

    /** Whether a cell or stock of the units rests on records after their partition's newest tick. */
    public boolean provisional(List<String> indicators, long day, int[] unitNumbers) {
        for (String indicator : indicators) {
            boolean stock = traits.of(indicator).kind() == IndicatorKind.STOCK;
            CellColumn column = stock ? stocks.get(indicator) : days.column(indicator, day);
            for (int unit : unitNumbers) {
                if (column != null && Position.provisional(column.position(unit), markerOffsetOf(unit))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Alarms of the units in [from, to). */
    public long alarms(long from, long to, int[] unitNumbers) {
        long sum = 0;
        for (int unit : unitNumbers) {
            sum += minutes.sum(from, to, unit);
        }
        return sum;
    }

    /** Alarms of the units in each of {@code count} minutes from {@code from} on. */
    public int[] alarmsByMinute(long from, int count, int[] unitNumbers) {
        int[] counts = new int[count];
        for (int unit : unitNumbers) {
            minutes.addTo(counts, from, unit);
        }
        return counts;
    }

    /**
     * Whether the counts by the minute are there from that epoch minute on. They are not before the view has read them,
     * nor in a time-lapse whose partitions stand further apart than minutes are kept.
     */
    public boolean minutesKnownFrom(long minute) {
        return minutesLoaded && minutes.keeps(minute);
    }

    public @Nullable Verdict verdict(String standardId, String unitId) {
        return verdicts.getOrDefault(standardId, Map.of()).get(unitId);
    }

    /** The newest transition of each alert of the units, in their order. */
    public List<AlertTransition> alerts(List<String> unitIds) {
        List<AlertTransition> found = new ArrayList<>();
        for (String unitId : unitIds) {
            for (Map<String, AlertTransition> byUnit : alerts.values()) {
                AlertTransition transition = byUnit.get(unitId);
                if (transition != null) {
                    found.add(transition);
                }
            }
        }
        return found;
    }

    public List<FeedState> feeds(Collection<String> logKeys) {
        return feeds.of(logKeys);
    }

    /** Whether a feed of that body covers a part of the local day for any of the log keys. */
    public boolean covered(String feed, Collection<String> logKeys, long day) {
        return feeds.cover(feed, logKeys, startOf(day), startOf(day + 1));
    }

    /** First minute of the local day. */
    public long startOf(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond() / 60;
    }

    /** When the newest change of the units' values that rest on a feed was published, epoch milliseconds. */
    public OptionalLong changedAt(Collection<String> feedNames, int[] unitNumbers) {
        long newest = Long.MIN_VALUE;
        for (int unit : unitNumbers) {
            for (String feed : feedNames) {
                newest = Math.max(newest, trace(unit).changedAt(feed));
            }
        }
        return newest == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    private long markerOffsetOf(int unit) {
        return partitions.markerOffset(trace(unit).partition());
    }

    private UnitTrace trace(int unit) {
        while (traces.size() <= unit) {
            traces.add(new UnitTrace());
        }
        return traces.get(unit);
    }

    private void changed(Change change) {
        changes.merge(change, 1L, Long::sum);
    }
}
