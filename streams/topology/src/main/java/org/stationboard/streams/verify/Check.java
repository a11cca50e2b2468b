package org.stationboard.streams.verify;

/** Something that holds values and is held against the recomputed ones, one partition of the log after the other. */
public interface Check {
    /** Begins a partition; the one before has ended. */
    Partition begin(int partition);

    /** Says, after the last partition, what belongs to none of them. */
    default void end() {}

    /** Takes one partition's recomputed values in their order. One thread. */
    interface Partition extends AutoCloseable {
        void computed(Computed value);

        /** Nothing more is computed. */
        void end();

        @Override
        default void close() {}
    }
}
