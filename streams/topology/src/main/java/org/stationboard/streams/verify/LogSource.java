package org.stationboard.streams.verify;

import org.jspecify.annotations.Nullable;

/** A log to recompute from: its records by partition, in order. One thread. */
public interface LogSource {
    int partitions();

    /** Offset of the partition at which reading ends, not included. */
    long end(int partition);

    /** Gives every record of the partition up to its end, in order. */
    void read(int partition, Taker taker);

    /** Takes one record of the log. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes the record at this offset.
         *
         * @param value as it stands on the log
         */
        void take(byte @Nullable [] value, long offset);
    }
}
