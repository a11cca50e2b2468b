package org.stationboard.streams;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.EngineTables;

/** The engine's tables over the state stores of one task. Counts its writes, so that the host can tell a clean failure. */
final class StoreTables implements EngineTables {
    /** Closed segments of this size are what compaction works on: small, so that restoring reads little that is old. */
    private static final Map<String, String> LARGE_CHANGELOG = Map.of("segment.bytes", Integer.toString(32 << 20));

    private static final Map<String, String> SMALL_CHANGELOG = Map.of("segment.bytes", Integer.toString(4 << 20));

    private final LedgerStore ledger;
    private final Map<Table, WriteBehindStore> stores = new EnumMap<>(Table.class);
    private long writes;

    StoreTables(ProcessorContext<byte[], Published> context) {
        ledger = context.getStateStore(storeName(Table.LEDGER));
        for (Table table : Table.values()) {
            if (table != Table.LEDGER) {
                stores.put(table, context.getStateStore(storeName(table)));
            }
        }
    }

    /** Name of the table's store; its changelog is named after it. */
    static String storeName(Table table) {
        return table.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The ledger has a store of its own; reports of levels grow with the years, are seldom read, and stand on disk; the
     * rest is small.
     */
    static StoreBuilder<?> builder(Table table) {
        String name = storeName(table);
        return switch (table) {
            case LEDGER -> new TableBuilder<>(name, LARGE_CHANGELOG, () -> new LedgerStore(name));
            case CELLS -> builder(name, Stores.persistentKeyValueStore(name));
            case JUDGEMENTS, FEEDS, CLOCK, DIRTY -> builder(name, Stores.inMemoryKeyValueStore(name));
        };
    }

    /** Number of writes so far. */
    long writes() {
        return writes;
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        return table == Table.LEDGER ? ledger.get(key) : store(table).get(key);
    }

    @Override
    public void put(Table table, byte[] key, byte @Nullable [] value) {
        writes++;
        if (table != Table.LEDGER) {
            store(table).put(key, value);
        } else if (value != null) {
            ledger.put(key, value);
        } else {
            throw new IllegalArgumentException("ledger: a record taken out (expected: none ever is)");
        }
    }

    @Override
    public void scan(Table table, byte[] fromInclusive, byte[] toExclusive, BiConsumer<byte[], byte[]> visitor) {
        store(table).scan(fromInclusive, toExclusive, visitor);
    }

    /** The ledger is found by hash: it has no order. */
    @Override
    public void forEachValue(Table table, ValueVisitor visitor) {
        if (table != Table.LEDGER) {
            throw new IllegalArgumentException("table: " + table + " (expected: LEDGER)");
        }
        ledger.forEachValue(visitor);
    }

    @Override
    public void beforeKeeping(Runnable keeper) {
        // Whichever store Streams comes to first: the others then find nothing more to keep.
        ledger.beforeCommit(keeper);
        stores.values().forEach(store -> store.beforeCommit(keeper));
    }

    @Override
    public void changing() {
        writes++;
    }

    private static StoreBuilder<?> builder(String name, KeyValueBytesStoreSupplier supplier) {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> logged = Stores.keyValueStoreBuilder(
                        supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(SMALL_CHANGELOG);
        return new TableBuilder<>(name, SMALL_CHANGELOG, () -> new WriteBehindStore(logged.build()));
    }

    private WriteBehindStore store(Table table) {
        WriteBehindStore store = stores.get(table);
        if (store == null) {
            throw new IllegalStateException("table: " + table + " (expected: a store of this topology)");
        }
        return store;
    }
}
