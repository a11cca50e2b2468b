package org.stationboard.store;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.stationboard.contract.v1.TickMarker;

/**
 * Everything the store holds, to be held against a recomputation. Rows are read one by one inside a transaction, so any
 * number of them is fine. Calls block on the database. Safe for use by many threads. All methods throw
 * {@link StoreException}.
 */
public interface VerificationReader {
    /** The partitions of the log of which anything was taken, in order. */
    List<Integer> partitions();

    /** The newest tick of a partition that the store has whole. */
    Optional<TickMarker> newest(int partition);

    /**
     * The last offset of a partition at which readers followed another engine; -1 where they always followed this one.
     * Verdicts and alert steps that rest on records up to there are that one's.
     */
    long saidBeforeUntil(int partition);

    /**
     * Every record of a partition of the log that the store keeps at offsets before {@code before}, in order: data
     * records, and control records other than ticks but for the first tick.
     */
    void log(int partition, long before, Consumer<LogRecord> visitor);

    /** Every figure, verdict and alert step of these units. */
    void values(Collection<String> unitIds, Consumer<StoredValue> visitor);

    /**
     * The months whose sums are kept, held against the figures they are the sums of, day by day.
     *
     * @param visitor of each day that is not the same in both, and of each figure whose month is not known to the sums
     * @return how many months of a unit and indicator have sums that are right
     */
    long months(Consumer<FalseSum> visitor);

    /** The units of which any value is kept. */
    Set<String> units();

    /**
     * A record of the log.
     *
     * @param tick epoch minute of the last tick before it; 0 before the first
     */
    record LogRecord(ByteString bytes, long offset, long tick) {}

    /**
     * A day that stands otherwise in the sums of its month than as a figure.
     *
     * @param key of the figure
     * @param figure numerator, denominator, opened, closed, figures and newest tick by the day's figure
     * @param sums the same by the month's sums
     */
    record FalseSum(String key, String figure, String sums) {}
}
