package org.stationboard.engine;

import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Interval;

/**
 * What one record tells of the feed it came by.
 *
 * @param taken whether it is a version not had before; a duplicate is heard but not taken
 * @param reported epoch minute of its reporting time
 * @param covered of a feed mark: the span it gives its word for
 */
record Hearing(
        FeedKey key, boolean taken, long reported, @Nullable Interval covered) {}
