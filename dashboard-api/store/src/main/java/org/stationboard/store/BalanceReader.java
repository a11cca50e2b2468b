package org.stationboard.store;

import java.util.List;
import org.stationboard.contract.v1.DeadLetter;

/**
 * What the store itself counts of the log, beside what the engine says of it. Calls block on the database: use a worker
 * thread. Safe for use by many threads. All methods throw {@link StoreException}.
 */
public interface BalanceReader {
    /**
     * Data records that the store holds of a partition of the log at offsets after {@code after} up to {@code to},
     * those that the engine could not take among them.
     */
    long records(int partition, long after, long to);

    /** How many records the engine could not take. */
    long deadLetters();

    /** The newest of them by place on the log, at most so many. */
    List<DeadLetter> newestDeadLetters(int limit);
}
