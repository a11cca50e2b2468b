package org.stationboard.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds a table of the engine: always logged, Streams' own record cache always off. */
final class TableBuilder<T extends StateStore> implements StoreBuilder<T> {
    private final String name;
    private final Map<String, String> changelog;
    private final Supplier<T> maker;

    /**
     * For one table.
     *
     * @param changelog settings of the changelog topic
     * @param maker makes a store for each task
     */
    TableBuilder(String name, Map<String, String> changelog, Supplier<T> maker) {
        this.name = name;
        this.changelog = new HashMap<>(changelog);
        this.maker = maker;
    }

    @Override
    public T build() {
        return maker.get();
    }

    @Override
    public Map<String, String> logConfig() {
        return changelog;
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StoreBuilder<T> withCachingEnabled() {
        throw new UnsupportedOperationException("caching: enabled (expected: off, the table has its own)");
    }

    @Override
    public StoreBuilder<T> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<T> withLoggingEnabled(Map<String, String> settings) {
        changelog.clear();
        changelog.putAll(settings);
        return this;
    }

    @Override
    public StoreBuilder<T> withLoggingDisabled() {
        throw new UnsupportedOperationException("logging: disabled (expected: on, a table must survive its machine)");
    }
}
