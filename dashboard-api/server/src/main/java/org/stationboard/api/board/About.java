package org.stationboard.api.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.contract.v1.FeedState;

/**
 * What a section says of itself: how old it is, what it rests on and how whole that is.
 *
 * @param asOf when what it shows last changed
 * @param provisional whether any of it rests on records after the newest tick
 * @param state the worst of the feeds that were ever heard; NEVER where none was
 * @param completeness parts per million of what sources announced over the charts' days, of the worst feed; null = nobody
 *     announced anything
 * @param since first day of the shortest series; null before anything was heard
 */
record About(
        @Nullable String asOf,
        boolean provisional,
        String state,
        @Nullable Long completeness,
        boolean simulated,
        @Nullable String since,
        boolean shorterThanAYear,
        List<Row> feeds) {

    /** One feed, all its sources and log keys together. */
    record Row(
            String feed,
            String state,
            @Nullable String lastHeard,
            @Nullable Long completeness,
            boolean simulated,
            @Nullable String since) {}

    /** Whether a simulated source beside others makes the whole section simulated. */
    enum Mixture {
        /** Any simulated source does: it brings what the others do not have. */
        ANY,
        /** Only where there is no other: a simulated one beside it counts nothing of what is shown. */
        ALL
    }

    /** Of a section that shows these indicators, all of today or as stocks. */
    static About of(Moment moment, Mixture mixture, List<String> feedNames, List<String> indicators) {
        Set<String> logKeys = moment.group(moment.today()).logKeys();
        List<FeedState> all = moment.state().feeds(logKeys);
        List<FeedSeries> series = new ArrayList<>();
        for (String feed : feedNames) {
            series.add(FeedSeries.of(feed, all, moment.state().zone()));
        }
        List<FeedSeries> heard = series.stream().filter(FeedSeries::heard).toList();
        int[] numbers = moment.numbers(moment.today());
        OptionalLong since =
                heard.stream().mapToLong(feed -> firstDay(feed, mixture)).max();
        return new About(
                asOf(moment.state().changedAt(feedNames, numbers)),
                moment.state().provisional(indicators, moment.today(), numbers),
                heard.isEmpty() ? "NEVER" : heard.stream().anyMatch(FeedSeries::stale) ? "STALE" : "LIVE",
                series.stream()
                        .map(feed -> completeness(moment, feed))
                        .filter(Objects::nonNull)
                        .min(Long::compare)
                        .orElse(null),
                heard.stream().anyMatch(feed -> simulated(feed, mixture)),
                since.isPresent() ? Json.day(since.getAsLong()) : null,
                since.isPresent() && FeedSeries.shorterThanAYear(since.getAsLong(), moment.today()),
                series.stream().map(feed -> row(moment, feed, mixture)).toList());
    }

    private static Row row(Moment moment, FeedSeries feed, Mixture mixture) {
        return new Row(
                feed.feed(),
                !feed.heard() ? "NEVER" : feed.stale() ? "STALE" : "LIVE",
                feed.lastHeard() == 0 ? null : Json.minute(feed.lastHeard()),
                completeness(moment, feed),
                feed.heard() && simulated(feed, mixture),
                feed.heard() ? Json.day(firstDay(feed, mixture)) : null);
    }

    private static @Nullable Long completeness(Moment moment, FeedSeries feed) {
        return feed.completeness(
                moment.state().startOf(moment.firstDay()), moment.state().startOf(moment.today() + 1));
    }

    private static long firstDay(FeedSeries feed, Mixture mixture) {
        return feed.firstDay(mixture == Mixture.ANY);
    }

    private static boolean simulated(FeedSeries feed, Mixture mixture) {
        return mixture == Mixture.ANY ? feed.anySimulated() : feed.allSimulated();
    }

    private static @Nullable String asOf(OptionalLong at) {
        return at.isPresent() ? Json.time(Instant.ofEpochMilli(at.getAsLong())) : null;
    }
}
