package org.stationboard.streams;

import java.util.Collection;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.EngineTables;

/**
 * The ledger as a state store: all on the heap, its changelog written page by page when Streams calls
 * {@link #flushCache()} before a commit, and read back by Streams after a loss or for a standby. Used by one stream
 * thread, while it is restored by Streams' own.
 *
 * <p>{@code flushCache} and the context's {@code logChange} are internal to Kafka Streams: the version is pinned and tests
 * hold the behaviour.
 */
final class LedgerStore implements StateStore, CachedStateStore<Bytes, byte[]>, BeforeCommit {
    private final String name;
    private final LedgerPages pages = new LedgerPages();
    private @Nullable InternalProcessorContext<?, ?> context;
    private Runnable keeper = () -> {};
    private volatile boolean open;

    LedgerStore(String name) {
        this.name = name;
    }

    byte @Nullable [] get(byte[] id) {
        return pages.get(id);
    }

    void put(byte[] id, byte[] value) {
        pages.put(id, value);
    }

    void forEachValue(EngineTables.ValueVisitor visitor) {
        pages.forEachValue(visitor);
    }

    @Override
    public void beforeCommit(Runnable newKeeper) {
        keeper = newKeeper;
    }

    @Override
    public String name() {
        return name;
    }

    /** A task revived after a fault uses its stores again: everything is restored anew. */
    @Override
    public void init(StateStoreContext newContext, StateStore root) {
        pages.clear();
        keeper = () -> {};
        context = (InternalProcessorContext<?, ?>) newContext;
        newContext.register(root, new Restored(pages));
        open = true;
    }

    @Override
    public void flushCache() {
        keeper.run();
        InternalProcessorContext<?, ?> log = context;
        if (log == null) {
            throw new IllegalStateException("ledger: not opened (expected: opened before a commit)");
        }
        long now = log.currentSystemTimeMs();
        pages.drain((key, value) ->
                log.logChange(name, Bytes.wrap(key), value, now, new RecordHeaders(), Position.emptyPosition()));
    }

    @Override
    public void clearCache() {
        pages.forgetDirty();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void close() {
        open = false;
        pages.clear();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }

    /** Takes rows of the changelog. */
    private record Restored(LedgerPages pages) implements BatchingStateRestoreCallback {
        @Override
        public void restoreAll(Collection<KeyValue<byte[], byte[]>> rows) {
            for (KeyValue<byte[], byte[]> row : rows) {
                pages.restore(row.key, row.value);
            }
        }
    }
}
