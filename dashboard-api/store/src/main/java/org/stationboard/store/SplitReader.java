package org.stationboard.store;

import java.util.List;

/**
 * Records that count under more than one log key. Only the store sees all partitions of the log; it searches what it
 * takes, a few seconds late, and in an import only when it has caught up. Calls block on the database: use a worker
 * thread. Safe for use by many threads. All methods throw {@link StoreException}.
 */
public interface SplitReader {
    /** How many there are. */
    long splitRecords();

    /** By id, at most so many. */
    List<SplitRecord> splitRecords(int limit);
}
