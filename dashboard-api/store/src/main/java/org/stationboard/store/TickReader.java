package org.stationboard.store;

import java.util.List;
import java.util.OptionalLong;
import org.stationboard.contract.v1.TickMarker;

/**
 * How far the store has come. Calls block on the database: use a worker thread. Safe for use by many threads. All
 * methods throw {@link StoreException}.
 */
public interface TickReader {
    /** The newest marker of each partition, by partition: everything up to its offset is in the store. */
    List<TickMarker> now();

    /** The newest tick that every partition has completed, as epoch minute; empty before the first. */
    OptionalLong completed();

    /** The markers of day's turns of one partition, newest first. */
    List<TickMarker> turns(int partition, int limit);
}
