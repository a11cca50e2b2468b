package org.stationboard.streams.verify;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.EngineTables;
import org.stationboard.engine.InMemoryTables;

/** Tables on the heap that count their writes, as the host of an engine asks. One thread. */
final class CountedTables implements EngineTables {
    private final InMemoryTables tables = new InMemoryTables();
    private long writes;

    long writes() {
        return writes;
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        return tables.get(table, key);
    }

    @Override
    public void put(Table table, byte[] key, byte @Nullable [] value) {
        writes++;
        tables.put(table, key, value);
    }

    @Override
    public void scan(Table table, byte[] fromInclusive, byte[] toExclusive, BiConsumer<byte[], byte[]> visitor) {
        tables.scan(table, fromInclusive, toExclusive, visitor);
    }

    @Override
    public void forEachValue(Table table, Consumer<byte[]> visitor) {
        tables.forEachValue(table, visitor);
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
