package org.stationboard.api.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.LiveView;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.Unit;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.Indicators;
import org.stationboard.store.FigureReader;
import org.stationboard.store.LastCount;
import org.stationboard.store.StoreException;

/**
 * When the events of the zero-tolerance clocks and of the communities were last counted, read from the store every
 * minute on a thread of its own: they lie years back, further than the live view's memory. A store that does not answer
 * leaves what was read before; the newest days come from the live view in any case. Thread-safe.
 */
public final class LastCounts implements AutoCloseable {
    /** The zero-tolerance kinds that a wall shows: Z01, Z02, Z03 and Z10. Z06 to Z08 are for reviewers alone. */
    static final List<String> ON_WALLS = List.of(
            Indicators.GRADED + "extreme-violence",
            Indicators.GRADED + "mass-incident",
            Indicators.GRADED + "dispute-turned-crime",
            Indicators.GRADED + "complaint-upheld");

    /** What a community has to be clean of, as far as events tell (C21). */
    static final List<String> OF_COMMUNITIES =
            List.of(Indicators.ALARMS_CRIME, Indicators.GRADED + "accident", Indicators.DISPUTES_ESCALATED);

    private static final Logger LOG = LoggerFactory.getLogger(LastCounts.class);
    private static final long PERIOD_SECONDS = 60;
    private static final int CLOCK_MONTHS = 24;

    private final LiveView view;
    private final FigureReader figures;
    private final ScheduledExecutorService thread;
    private volatile Read newest = Read.NOTHING;
    private volatile @Nullable ScheduledFuture<?> reading;
    /** By the thread of its own alone. */
    private boolean failing;

    private record Key(String indicator, String unitId) {}

    /** What was read last. Immutable. */
    static final class Read {
        static final Read NOTHING = new Read(false, 0, Map.of());

        private final boolean known;
        private final long turn;
        private final Map<Key, LastCount> counts;

        private Read(boolean known, long turn, Map<Key, LastCount> counts) {
            this.known = known;
            this.turn = turn;
            this.counts = Map.copyOf(counts);
        }

        /** Whether anything was read: before, nothing can be said. */
        boolean known() {
            return known;
        }

        /** A number that differs from one reading to the next. */
        long turn() {
            return turn;
        }

        /** Empty where nothing was ever counted, or nothing is known. */
        Optional<LastCount> of(String indicator, String unitId) {
            return Optional.ofNullable(counts.get(new Key(indicator, unitId)));
        }
    }

    public LastCounts(LiveView view, FigureReader figures) {
        this.view = view;
        this.figures = figures;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "last-counts");
            made.setDaemon(true);
            return made;
        });
    }

    /** Begins to read. */
    public void start() {
        reading = thread.scheduleWithFixedDelay(this::refresh, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    Read newest() {
        return newest;
    }

    @Override
    public void close() {
        ScheduledFuture<?> running = reading;
        if (running != null) {
            running.cancel(false);
        }
        thread.shutdownNow();
    }

    /** Reads again; what cannot be read stays as it was. */
    void refresh() {
        try {
            newest = new Read(true, newest.turn() + 1, read());
            failing = false;
        } catch (StoreException e) {
            if (!failing) {
                LOG.warn("last counts: the store does not answer, what was read before stays: {}", e.toString());
            }
            failing = true;
        } catch (RuntimeException e) {
            // A fault of our own must not end the readings to come.
            LOG.error("last counts: not read", e);
        }
    }

    private Map<Key, LastCount> read() {
        LocalDate today = view.read(state -> LocalDate.ofInstant(state.now(view.machineNow()), state.zone()));
        City city = view.city();
        Map<Key, LastCount> counts = new HashMap<>();
        read(counts, unitsOf(city, today, UnitLevel.STATION), ON_WALLS, clockFrom(today));
        read(counts, unitsOf(city, today, UnitLevel.COMMUNITY), OF_COMMUNITIES, yearFrom(today));
        return counts;
    }

    private void read(Map<Key, LastCount> counts, List<String> units, List<String> indicators, long since) {
        if (!units.isEmpty()) {
            figures.lastCounts(units, indicators, since)
                    .forEach(count -> counts.put(new Key(count.indicator(), count.unitId()), count));
        }
    }

    private static List<String> unitsOf(City city, LocalDate day, UnitLevel level) {
        List<String> units = new ArrayList<>();
        for (Unit unit : city.unitsOn(day.toEpochDay())) {
            if (unit.getLevel() == level) {
                units.add(unit.getId());
            }
        }
        return units;
    }

    /** First day of the last 24 calendar months. */
    static long clockFrom(LocalDate today) {
        return today.minusMonths(CLOCK_MONTHS).plusDays(1).toEpochDay();
    }

    /** First day of the calendar year. */
    static long yearFrom(LocalDate today) {
        return today.withDayOfYear(1).toEpochDay();
    }
}
