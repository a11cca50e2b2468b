package org.stationboard.api.board;

import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.Json;
import org.stationboard.api.view.City;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.contract.v1.FeedState;

/**
 * A feed of one source for one log key, as the API shows it.
 *
 * @param completeness counted of what its marks announced, in parts per million; null = it announced nothing
 */
public record FeedRow(
        String source,
        String feed,
        String logKey,
        String name,
        String state,
        @Nullable String lastHeard,
        long records,
        List<Span> covered,
        @Nullable Long completeness) {
    private static final int SPANS_SHOWN = 100;

    /** Times, [from, to). */
    public record Span(String from, String to) {}

    /** The feed's state as a row. */
    public static FeedRow of(FeedState feed, City city) {
        return new FeedRow(
                feed.getSource(),
                feed.getFeed(),
                feed.getLogKey(),
                city.nameOf(feed.getLogKey()),
                never(feed) ? "NEVER" : feed.getStale() ? "STALE" : "LIVE",
                feed.getLastHeard() == 0 ? null : Json.minute(feed.getLastHeard()),
                feed.getRecords(),
                covered(feed),
                new FeedSeries(feed.getFeed(), List.of(feed), ZoneOffset.UTC).completeness(0, Long.MAX_VALUE));
    }

    private static boolean never(FeedState feed) {
        return feed.getRecords() == 0 && feed.getCoveredCount() == 0;
    }

    private static List<Span> covered(FeedState feed) {
        if (!feed.getMarks()) {
            // Without marks it is covered from its first record to the last time it was heard.
            return never(feed) || feed.getLastHeard() <= feed.getFirstReported()
                    ? List.of()
                    : List.of(new Span(Json.minute(feed.getFirstReported()), Json.minute(feed.getLastHeard())));
        }
        return feed.getCoveredList().stream()
                .skip(Math.max(0, feed.getCoveredCount() - SPANS_SHOWN))
                .map(span -> new Span(Json.minute(span.getFrom()), Json.minute(span.getTo())))
                .toList();
    }
}
