package org.stationboard.engine;

import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Interval;

/**
 * What one record tells of the feed it came by.
 *
 * @param taken whether it is a version not had before; a duplicate is heard but not taken
 * @param reported epoch minute of its reporting time
 * @param covered of a feed mark: the span it gives its word for
 * @param announced of a feed mark: how many versions it says the span holds, {@link #NOT_SAID} where it does not
 */
record Hearing(
        FeedKey key, boolean taken, long reported, @Nullable Interval covered, long announced) {
    static final long NOT_SAID = -1;
}
