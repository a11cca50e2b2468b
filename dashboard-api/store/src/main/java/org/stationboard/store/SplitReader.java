package org.stationboard.store;

import java.util.List;

/**
 * Records that count under more than one log key. Only the store sees all partitions of the log; it searches what it
 * takes, a few seconds late, and in an import only when it has caught up. Calls block on the database: use a worker
 * thread. Safe for use by many threads. All methods throw {@link StoreException}.
 */
public interface SplitReader {
    /**
     * What was found at one moment.
     *
     * @param total how many there are
     * @param first those that come first by id
     */
    record Found(long total, List<SplitRecord> first) {
        public Found {
            first = List.copyOf(first);
        }
    }

    /** How many there are, and at most so many of them; the limit is at least 1. */
    Found splitRecords(int limit);
}
