package org.stationboard.engine;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine's durable state: six small sorted tables of bytes, kept by its host (heap, or changelogged stores). One
 * engine uses one set of tables from one thread; neither side changes an array it was handed.
 */
public interface EngineTables {
    /** The value at the key, or null where there is none. */
    byte @Nullable [] get(Table table, byte[] key);

    /** Sets the value at the key; null takes the row out. */
    void put(Table table, byte[] key, byte @Nullable [] value);

    /**
     * Visits rows in ascending order of their keys, bytes compared unsigned. The visitor does not change the table.
     *
     * @param fromInclusive lowest key visited
     * @param toExclusive first key no longer visited
     */
    void scan(Table table, byte[] fromInclusive, byte[] toExclusive, BiConsumer<byte[], byte[]> visitor);

    /** The tables. */
    enum Table {
        /** Record id to version, digest and what the record contributes. */
        LEDGER,
        /** Counts by kind, local day or minute, unit and indicator; what stocks carry from aged days. */
        CELLS,
        /** Unit and standard to the last verdict and the alert's state. */
        JUDGEMENTS,
        /** Source, feed and log key to what was heard and covered. */
        FEEDS,
        /** Last tick, balances, and the rules in force and waiting. */
        CLOCK,
        /** What records since the last tick have changed. */
        DIRTY
    }
}
