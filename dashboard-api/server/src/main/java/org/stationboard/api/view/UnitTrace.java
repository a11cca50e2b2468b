package org.stationboard.api.view;

import java.util.HashMap;
import java.util.Map;

/** Where a unit's values come from and when those of each feed last changed. */
final class UnitTrace {
    private final Map<String, Long> changes = new HashMap<>();
    private int partition = -1;

    /** A value that rests on the feed came from the partition at {@code at}, epoch milliseconds. */
    void note(String feed, int from, long at) {
        partition = from;
        changes.merge(feed, at, Math::max);
    }

    /** Partition of the log, -1 before anything came. */
    int partition() {
        return partition;
    }

    /** When values of the feed last changed; {@link Long#MIN_VALUE} before anything came. */
    long changedAt(String feed) {
        return changes.getOrDefault(feed, Long.MIN_VALUE);
    }
}
