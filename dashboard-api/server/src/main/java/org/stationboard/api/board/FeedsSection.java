package org.stationboard.api.board;

import java.util.List;

/** Section {@code feeds}: one row for each source, feed and log key of the unit's stations. */
final class FeedsSection {
    private FeedsSection() {}

    static List<FeedRow> of(Moment moment) {
        return moment.state().feeds(moment.group(moment.today()).logKeys()).stream()
                .map(feed -> FeedRow.of(feed, moment.city()))
                .toList();
    }
}
