package org.stationboard.api.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Announced;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.engine.Indicators;

/**
 * A feed as some log keys hear it, all its sources together. Immutable.
 *
 * @param feed name of the body it carries
 * @param states the state of each of its sources for each of the log keys; those never heard are left out
 */
public record FeedSeries(String feed, List<FeedState> states, ZoneId zone) {
    /** The source whose records are made by a machine: what they count is marked on every screen. */
    public static final String SIMULATED = "simulated";

    private static final long MILLION = 1_000_000;
    /** Of these a simulated source beside a real one counts nothing: it tells other facts of the same feed. */
    private static final List<String> OF_OWN_RECORDS = List.of(
            Indicators.ALARMS_CATEGORY,
            Indicators.ALARMS_FAMILY,
            Indicators.ALARMS_CRIME,
            Indicators.ALARMS_DIVERTED,
            Indicators.CASES_OPENED,
            Indicators.CASES_CATEGORY);

    /** The feed among the states of all. */
    public static FeedSeries of(String feed, List<FeedState> all, ZoneId zone) {
        List<FeedState> heard = all.stream()
                .filter(state -> state.getFeed().equals(feed))
                .filter(state -> state.getRecords() > 0 || state.getCoveredCount() > 0)
                .toList();
        return new FeedSeries(feed, heard, zone);
    }

    /** Whether an indicator rests on every source of its feed, and so on a simulated one beside others. */
    public static boolean everySource(String indicator) {
        return !indicator.equals(Indicators.ALARMS) && OF_OWN_RECORDS.stream().noneMatch(indicator::startsWith);
    }

    /** Whether it was heard at all. */
    public boolean heard() {
        return !states.isEmpty();
    }

    /** Whether one of its sources has been silent for longer than it may. */
    public boolean stale() {
        return states.stream().anyMatch(FeedState::getStale);
    }

    public boolean anySimulated() {
        return states.stream().anyMatch(FeedSeries::simulated);
    }

    public boolean allSimulated() {
        return heard() && states.stream().allMatch(FeedSeries::simulated);
    }

    private static boolean simulated(FeedState state) {
        return state.getSource().equals(SIMULATED);
    }

    /** When it was last heard, epoch minute; 0 = never. */
    public long lastHeard() {
        return states.stream().mapToLong(FeedState::getLastHeard).max().orElse(0);
    }

    /**
     * The local day from which on it is heard for every log key, by any of its sources or, with {@code everySource}, by
     * each of them. A source that only gave its word for a span begins with that. Epoch day; of a feed that was heard.
     */
    public long firstDay(boolean everySource) {
        Map<String, Long> byLogKey = new HashMap<>();
        for (FeedState state : states) {
            byLogKey.merge(state.getLogKey(), firstMinute(state), everySource ? Math::max : Math::min);
        }
        long first = byLogKey.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return LocalDate.ofInstant(Instant.ofEpochSecond(first * 60), zone).toEpochDay();
    }

    private static long firstMinute(FeedState state) {
        long first = state.getRecords() > 0 ? state.getFirstReported() : Long.MAX_VALUE;
        return state.getCoveredCount() > 0 ? Math.min(first, state.getCovered(0).getFrom()) : first;
    }

    /** Whether a series that began on that day has not yet lasted a year. Epoch days. */
    public static boolean shorterThanAYear(long firstDay, long today) {
        return LocalDate.ofEpochDay(firstDay).plusYears(1).toEpochDay() > today + 1;
    }

    /**
     * Counted of announced, in parts per million, over the announced spans that lie in [from, to), epoch minutes; null
     * where there are none: nobody said how much there should be.
     */
    public @Nullable Long completeness(long from, long to) {
        long announced = 0;
        long counted = 0;
        for (FeedState state : states) {
            for (Announced span : state.getAnnouncedList()) {
                if (span.getFrom() >= from && span.getTo() <= to) {
                    announced += span.getAnnounced();
                    counted += span.getCounted();
                }
            }
        }
        return announced == 0 ? null : counted * MILLION / announced;
    }

    /** The same, and null as well where the spans leave a part of [from, to) out for a source and log key. */
    public @Nullable Long completenessOfWhole(long from, long to) {
        for (FeedState state : states) {
            long covered = state.getAnnouncedList().stream()
                    .filter(span -> span.getFrom() >= from && span.getTo() <= to)
                    .mapToLong(span -> span.getTo() - span.getFrom())
                    .sum();
            if (covered < to - from) {
                return null;
            }
        }
        return completeness(from, to);
    }
}
