package org.stationboard.engine;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The in-memory host's tables: sorted maps on the heap, for verifying, trying rules and testing. Not thread-safe. */
public final class InMemoryTables implements EngineTables {
    private final Map<Table, NavigableMap<byte[], byte[]>> tables = new EnumMap<>(Table.class);

    private Runnable keeper = () -> {};

    /** Empty tables. */
    public InMemoryTables() {
        for (Table table : Table.values()) {
            tables.put(table, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        return rows(table).get(key);
    }

    @Override
    public void put(Table table, byte[] key, byte @Nullable [] value) {
        if (value == null) {
            rows(table).remove(key);
            return;
        }
        rows(table).put(key, value);
    }

    @Override
    public void scan(Table table, byte[] fromInclusive, byte[] toExclusive, BiConsumer<byte[], byte[]> visitor) {
        rows(table).subMap(fromInclusive, true, toExclusive, false).forEach(visitor);
    }

    @Override
    public void forEachValue(Table table, ValueVisitor visitor) {
        rows(table).values().forEach(value -> visitor.visit(value, 0, value.length));
    }

    @Override
    public void beforeKeeping(Runnable newKeeper) {
        keeper.run();
        keeper = newKeeper;
    }

    /** How many rows a table has. */
    public int size(Table table) {
        return rows(table).size();
    }

    private NavigableMap<byte[], byte[]> rows(Table table) {
        NavigableMap<byte[], byte[]> rows = tables.get(table);
        if (rows == null) {
            throw new IllegalArgumentException("table: " + table + " (expected: one of this engine's)");
        }
        return rows;
    }
}
