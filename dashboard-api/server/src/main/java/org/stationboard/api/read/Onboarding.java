package org.stationboard.api.read;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.City;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.CoveredHistory;
import org.stationboard.engine.Indicators;
import org.stationboard.engine.Standard;

/**
 * How far back the history reaches that a bureau has brought in: 24 months are wanted before it goes live, since a trend
 * compares a year with the year before. Covered means what verdicts mean by it: no whole day without a source's word.
 *
 * @param complete whether every feed that a standard in force rests on has them, for every log key
 * @param feeds those that were heard and those that a standard in force rests on, by name
 */
public record Onboarding(int monthsWanted, boolean complete, List<Feed> feeds) {
    private static final int WANTED = 24;

    /**
     * A feed, all its sources together, as far as it is covered for every log key.
     *
     * @param judged whether a standard in force rests on it
     * @param coveredFrom first local day; null where it is not covered everywhere
     */
    public record Feed(
            String feed,
            boolean judged,
            int months,
            boolean complete,
            @Nullable String coveredFrom,
            List<LogKey> logKeys) {}

    /**
     * The same for one log key.
     *
     * @param coveredTo the day of the last word given
     */
    public record LogKey(
            String logKey,
            String name,
            int months,
            boolean complete,
            @Nullable String coveredFrom,
            @Nullable String coveredTo) {
        private static LogKey of(String logKey, String name, Optional<CoveredHistory> history) {
            int months = history.map(CoveredHistory::months).orElse(0);
            return new LogKey(
                    logKey,
                    name,
                    months,
                    months >= WANTED,
                    history.map(covered -> Json.day(covered.firstDay())).orElse(null),
                    history.map(covered -> Json.day(covered.lastDay())).orElse(null));
        }
    }

    /**
     * Where it stands.
     *
     * @param logKeys those of the city's stations
     * @param states of all feeds
     * @param tick the newest one, epoch minute
     */
    public static Onboarding of(
            City city,
            Collection<String> logKeys,
            Catalogue catalogue,
            List<FeedState> states,
            long tick,
            ZoneId zone) {
        List<String> judged = catalogue.standards().stream()
                .filter(Standard::inForce)
                .map(standard -> Indicators.feed(standard.indicator()))
                .toList();
        TreeSet<String> names = new TreeSet<>(judged);
        states.forEach(state -> names.add(state.getFeed()));
        List<Feed> feeds = names.stream()
                .map(name -> feed(
                        name,
                        judged.contains(name),
                        logKeys.stream()
                                .map(key -> LogKey.of(
                                        key, city.nameOf(key), CoveredHistory.of(of(states, name, key), tick, zone)))
                                .toList()))
                .toList();
        boolean complete = !feeds.isEmpty() && feeds.stream().allMatch(feed -> feed.complete() || !feed.judged());
        return new Onboarding(WANTED, complete, feeds);
    }

    private static List<FeedState> of(List<FeedState> states, String feed, String logKey) {
        return states.stream()
                .filter(state ->
                        state.getFeed().equals(feed) && state.getLogKey().equals(logKey))
                .toList();
    }

    private static Feed feed(String name, boolean judged, List<LogKey> logKeys) {
        boolean everywhere = logKeys.stream().allMatch(key -> key.coveredFrom() != null);
        return new Feed(
                name,
                judged,
                logKeys.stream().mapToInt(LogKey::months).min().orElse(0),
                !logKeys.isEmpty() && logKeys.stream().allMatch(LogKey::complete),
                everywhere
                        ? logKeys.stream()
                                .map(LogKey::coveredFrom)
                                .max(String::compareTo)
                                .orElse(null)
                        : null,
                logKeys);
    }
}
