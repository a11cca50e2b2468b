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

    /** Visits every value of a table, in no order. The visitor changes neither the table nor the bytes. */
    void forEachValue(Table table, ValueVisitor visitor);

    /**
     * Sets what the host runs each time before it makes the tables durable, or gives them to another engine: the engine
     * then writes what it had kept on its heap alone. Takes the place of what was set before, which is run once more.
     */
    void beforeKeeping(Runnable keeper);

    /** Called before the engine changes what it keeps on its heap: from here on a fault is not one of a single record. */
    default void changing() {}

    /** Takes values where they lie, so that a host that keeps many in one array need not copy them. */
    interface ValueVisitor {
        /** One value: the bytes from {@code from} to before {@code to}. They are the host's and stand for this call alone. */
        void visit(byte[] bytes, int from, int to);
    }

    /** The tables. */
    enum Table {
        /** Record id to version, digest and what the record contributes. */
        LEDGER,
        /** What is reported of levels. All other cells are the sum of the ledger and kept in no table. */
        CELLS,
        /** Unit and standard to the last verdict and the alert's state. */
        JUDGEMENTS,
        /** Source, feed and log key to what was heard and covered. */
        FEEDS,
        /** Last tick, balances, and the rules in force and waiting. */
        CLOCK,
        /** Which cells have changed since the last publishing. */
        DIRTY
    }
}
