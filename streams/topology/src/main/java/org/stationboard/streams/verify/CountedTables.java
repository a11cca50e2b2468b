package org.stationboard.streams.verify;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.EngineTables;
import org.stationboard.engine.InMemoryTables;

/** Tables on the heap that count their writes, as the host of an engine asks. One thread. */
public final class CountedTables implements EngineTables {
    private final InMemoryTables tables = new InMemoryTables();
    /** The ledger is asked for single rows, a row a record: hashed they are found in one step instead of twenty. */
    private final Map<ByteBuffer, byte[]> ledger = new HashMap<>();

    private long writes;

    /** How often they were written to so far. */
    public long writes() {
        return writes;
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        return table == Table.LEDGER ? ledger.get(ByteBuffer.wrap(key)) : tables.get(table, key);
    }

    @Override
    public void put(Table table, byte[] key, byte @Nullable [] value) {
        writes++;
        if (table != Table.LEDGER) {
            tables.put(table, key, value);
        } else if (value == null) {
            ledger.remove(ByteBuffer.wrap(key));
        } else {
            ledger.put(ByteBuffer.wrap(key), value);
        }
    }

    @Override
    public void scan(Table table, byte[] fromInclusive, byte[] toExclusive, BiConsumer<byte[], byte[]> visitor) {
        if (table == Table.LEDGER) {
            throw new IllegalArgumentException("table: " + table + " (expected: one that is read in order)");
        }
        tables.scan(table, fromInclusive, toExclusive, visitor);
    }

    @Override
    public void forEachValue(Table table, ValueVisitor visitor) {
        if (table == Table.LEDGER) {
            ledger.values().forEach(value -> visitor.visit(value, 0, value.length));
        } else {
            tables.forEachValue(table, visitor);
        }
    }

    @Override
    public void beforeKeeping(Runnable keeper) {
        tables.beforeKeeping(keeper);
    }

    @Override
    public void changing() {
        writes++;
    }
}
