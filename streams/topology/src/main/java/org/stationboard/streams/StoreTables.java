package org.stationboard.streams;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.EngineTables;

/** The engine's tables over the state stores of one task. Counts its writes, so that the host can tell a clean failure. */
final class StoreTables implements EngineTables {
    /** Closed segments of this size are what compaction works on: small, so that restoring reads little that is old. */
    private static final Map<String, String> LARGE_CHANGELOG = Map.of("segment.bytes", Integer.toString(32 << 20));

    private static final Map<String, String> SMALL_CHANGELOG = Map.of("segment.bytes", Integer.toString(4 << 20));

    private final Map<Table, WriteBehindStore> stores = new EnumMap<>(Table.class);
    private long writes;

    StoreTables(ProcessorContext<byte[], Published> context) {
        for (Table table : Table.values()) {
            stores.put(table, context.getStateStore(storeName(table)));
        }
    }

    /** Name of the table's store; its changelog is named after it. */
    static String storeName(Table table) {
        return table.name().toLowerCase(Locale.ROOT);
    }

    /** Records and cells grow with the city and stand on disk; the rest is small and asked for at every record. */
    static WriteBehindStoreBuilder builder(Table table) {
        String name = storeName(table);
        return switch (table) {
            case LEDGER, CELLS -> builder(Stores.persistentKeyValueStore(name), LARGE_CHANGELOG);
            case JUDGEMENTS, FEEDS, CLOCK, DIRTY -> builder(Stores.inMemoryKeyValueStore(name), SMALL_CHANGELOG);
        };
    }

    /** Number of writes so far. */
    long writes() {
        return writes;
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        return store(table).get(key);
    }

    @Override
    public void put(Table table, byte[] key, byte @Nullable [] value) {
        writes++;
        store(table).put(key, value);
    }

    @Override
    public void scan(Table table, byte[] fromInclusive, byte[] toExclusive, BiConsumer<byte[], byte[]> visitor) {
        store(table).scan(fromInclusive, toExclusive, visitor);
    }

    private static WriteBehindStoreBuilder builder(KeyValueBytesStoreSupplier supplier, Map<String, String> changelog) {
        return new WriteBehindStoreBuilder(supplier, changelog);
    }

    private WriteBehindStore store(Table table) {
        WriteBehindStore store = stores.get(table);
        if (store == null) {
            throw new IllegalStateException("table: " + table + " (expected: a store of this topology)");
        }
        return store;
    }
}
