package org.stationboard.allinone;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.engine.Engine;
import org.stationboard.engine.InMemoryTables;
import org.stationboard.engine.Output;
import org.stationboard.gateway.OrgRegister;
import org.stationboard.testkit.Records;

/** The engine alone, on the heap, fed as the log keeper would: in order of reporting, ticks between, then a day more. */
final class EngineRun implements Output {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Map<String, Figure> figures = new HashMap<>();
    private final List<FeedState> feeds = new ArrayList<>();
    private final Map<String, Boolean> staleNow = new HashMap<>();
    private final Map<String, List<Long>> staleAt = new HashMap<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final Engine engine;
    private final long minutesATick;
    private long offset;
    private long lastTick;
    private long now;

    /** @param minutesATick 1 for every minute; more where only the end matters */
    EngineRun(OrgRegister register, int minutesATick) {
        this.engine = new Engine(0, new InMemoryTables(), this, logKey -> true, ZONE);
        this.minutesATick = minutesATick;
        take(Records.register(register.message().getUnitsList()));
    }

    /** Takes a control record, or one more version. */
    void take(StationRecord stationRecord) {
        engine.process(stationRecord, offset++);
    }

    /** Takes versions with a digest each, ticks before those that were reported later. */
    void replay(List<StationRecord> inOrderOfReport) {
        for (StationRecord version : inOrderOfReport) {
            long minute = Math.floorDiv(version.getReportedAt().getSeconds(), 60);
            if (lastTick == 0) {
                tick(minute);
            }
            if (minute >= lastTick + minutesATick) {
                tickTo(minute);
            }
            take(Records.taken(version.toBuilder()));
        }
    }

    /** Ticks up to the minute: each one, or at most one local day a tick. */
    void tickTo(long minute) {
        while (minutesATick == 1 && lastTick < minute) {
            tick(lastTick + 1);
        }
        while (lastTick < minute) {
            long endOfDay = LocalDate.ofInstant(Instant.ofEpochSecond(60 * (lastTick + 1)), ZONE)
                            .plusDays(1)
                            .atStartOfDay(ZONE)
                            .toEpochSecond()
                    / 60;
            tick(Math.min(minute, Math.max(endOfDay - 1, lastTick + 1)));
        }
    }

    private void tick(long minute) {
        now = minute;
        take(Records.ticks(lastTick == 0 ? minute : lastTick + 1, minute));
        lastTick = minute;
    }

    /** Ticks through the day after the last record, so that everything is published. */
    void finish() {
        tickTo(lastTick + 2 * 24 * 60);
    }

    /** An indicator's day figures, summed over all units: day -> {numerator, denominator}; days of nothing left out. */
    Map<LocalDate, List<Long>> byDay(String indicator) {
        Map<LocalDate, List<Long>> days = new TreeMap<>();
        for (Figure figure : figures.values()) {
            if (figure.getGrain() == Grain.DAY && figure.getIndicator().equals(indicator)) {
                days.merge(
                        LocalDate.ofEpochDay(figure.getStart()),
                        List.of(figure.getNumerator(), figure.getDenominator()),
                        (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
            }
        }
        days.values().removeIf(counts -> counts.equals(List.of(0L, 0L)));
        return days;
    }

    /** An indicator's numerators by day. */
    Map<LocalDate, Long> counts(String indicator) {
        Map<LocalDate, Long> counts = new TreeMap<>();
        byDay(indicator).forEach((day, both) -> counts.put(day, both.get(0)));
        return counts;
    }

    /** Numerator and denominator of all days. */
    List<Long> total(String indicator) {
        return byDay(indicator).values().stream()
                .reduce(List.of(0L, 0L), (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
    }

    /** What stands open in a stock after all days, over all units. */
    long stockAtTheEnd(String indicator) {
        return figures.values().stream()
                .filter(figure -> figure.getIndicator().equals(indicator))
                .mapToLong(figure -> figure.getOpened() - figure.getClosed())
                .sum();
    }

    /** Every day figure's counts by unit, indicator and day. */
    Map<String, List<Long>> dayFigures() {
        Map<String, List<Long>> all = new TreeMap<>();
        for (Figure figure : figures.values()) {
            if (figure.getGrain() == Grain.DAY) {
                all.put(
                        figure.getUnitId()
                                + ' '
                                + figure.getIndicator()
                                + ' '
                                + LocalDate.ofEpochDay(figure.getStart()),
                        List.of(figure.getNumerator(), figure.getDenominator()));
            }
        }
        all.values().removeIf(counts -> counts.equals(List.of(0L, 0L)));
        return all;
    }

    /** The indicators that have a figure and begin so. */
    List<String> indicators(String prefix) {
        return figures.values().stream()
                .map(Figure::getIndicator)
                .filter(indicator -> indicator.startsWith(prefix))
                .distinct()
                .sorted()
                .toList();
    }

    /** Every state of a feed, in the order of its publishing. */
    List<FeedState> states(String source) {
        return feeds.stream().filter(feed -> feed.getSource().equals(source)).toList();
    }

    /** The ticks at which a source's feed was first said to be stale. */
    List<Long> staleAt(String source) {
        return staleAt.getOrDefault(source, List.of());
    }

    List<DeadLetter> letters() {
        return List.copyOf(letters);
    }

    long lastTick() {
        return lastTick;
    }

    @Override
    public void figure(Figure figure) {
        figures.put(
                figure.getUnitId() + '|' + figure.getIndicator() + '|' + figure.getGrain() + '|' + figure.getStart(),
                figure);
    }

    @Override
    public void feed(FeedState feed) {
        feeds.add(feed);
        boolean turned = feed.getStale() && !Boolean.TRUE.equals(staleNow.get(feed.getSource()));
        staleNow.put(feed.getSource(), feed.getStale());
        if (turned) {
            staleAt.computeIfAbsent(feed.getSource(), source -> new ArrayList<>())
                    .add(now);
        }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        letters.add(letter);
    }

    @Override
    public void verdict(Verdict verdict, boolean append) {
        throw new AssertionError("verdict at " + now + " (expected: none without a catalogue)");
    }

    @Override
    public void alert(AlertTransition transition) {
        throw new AssertionError("alert at " + now + " (expected: none without a catalogue)");
    }

    @Override
    public void marker(TickMarker marker) {
        // Balances have tests of their own.
    }
}
