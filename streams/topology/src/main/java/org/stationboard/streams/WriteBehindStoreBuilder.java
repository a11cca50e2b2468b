package org.stationboard.streams;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a table of the engine: always logged, Streams' own record cache always off. */
final class WriteBehindStoreBuilder implements StoreBuilder<WriteBehindStore> {
    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> logged;

    /** @param changelog settings of the changelog topic */
    WriteBehindStoreBuilder(KeyValueBytesStoreSupplier supplier, Map<String, String> changelog) {
        this.logged = Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(changelog);
    }

    @Override
    public WriteBehindStore build() {
        return new WriteBehindStore(logged.build());
    }

    @Override
    public Map<String, String> logConfig() {
        return logged.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return logged.name();
    }

    @Override
    public StoreBuilder<WriteBehindStore> withCachingEnabled() {
        throw new UnsupportedOperationException("caching: enabled (expected: off, the table has its own)");
    }

    @Override
    public StoreBuilder<WriteBehindStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<WriteBehindStore> withLoggingEnabled(Map<String, String> changelog) {
        logged.withLoggingEnabled(changelog);
        return this;
    }

    @Override
    public StoreBuilder<WriteBehindStore> withLoggingDisabled() {
        throw new UnsupportedOperationException("logging: disabled (expected: on, a table must survive its machine)");
    }
}
