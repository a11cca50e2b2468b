package org.stationboard.store;

import java.util.OptionalLong;

/**
 * What the sink is doing.
 *
 * @param lagRecords values on the broker that are not in the database yet, as far as the sink has heard of them
 * @param lastTick newest tick, epoch minute, that every partition has completed in the database; empty before the first
 * @param rowsWritten rows written since this sink was made
 */
public record SinkState(Phase phase, long lagRecords, OptionalLong lastTick, long rowsWritten) {
    /** What the sink's thread is at. */
    public enum Phase {
        STOPPED,
        /** One of its topics is not there yet. */
        WAITING_FOR_TOPICS,
        RUNNING,
        /** The database did not take the last batch; it is tried again. */
        WAITING_FOR_DATABASE,
        /** The database takes no writes, as a standby does; it is tried again. */
        DATABASE_READ_ONLY,
        /** The database and the log do not belong together; a person has to decide. */
        DISAGREES_WITH_LOG
    }
}
