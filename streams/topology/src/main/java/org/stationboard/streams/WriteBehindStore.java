package org.stationboard.streams;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A sorted table of bytes that keeps what changed since the last commit on the heap and hands it to its logged store at
 * the commit: a row changed a hundred times between two commits is written once. Used by one stream thread.
 *
 * <p>Streams calls {@link #flushCache()} before it commits. That interface is internal to Kafka Streams: the version is
 * pinned and a test holds the behaviour. The ledger uses it too.
 */
final class WriteBehindStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
        implements BeforeCommit {
    /** Stands for a row that is taken out; recognised by identity. */
    private static final byte[] TAKEN_OUT = new byte[0];

    private final NavigableMap<byte[], byte[]> changed = new TreeMap<>(Arrays::compareUnsigned);
    private Runnable keeper = () -> {};

    WriteBehindStore(KeyValueStore<Bytes, byte[]> logged) {
        super(logged);
    }

    byte @Nullable [] get(byte[] key) {
        byte[] value = changed.get(key);
        if (value == null) {
            return wrapped().get(Bytes.wrap(key));
        }
        return value == TAKEN_OUT ? null : value;
    }

    void put(byte[] key, byte @Nullable [] value) {
        if (value != null) {
            changed.put(key, value);
        } else if (wrapped().get(Bytes.wrap(key)) == null) {
            // Came and went between two commits: the changelog need not hear of it.
            changed.remove(key);
        } else {
            changed.put(key, TAKEN_OUT);
        }
    }

    /** Rows from {@code fromInclusive} to before {@code toExclusive}, ascending, keys compared unsigned. */
    void scan(byte[] fromInclusive, byte[] toExclusive, BiConsumer<byte[], byte[]> visitor) {
        if (Arrays.compareUnsigned(fromInclusive, toExclusive) >= 0) {
            return;
        }
        NavigableMap<byte[], byte[]> newer = changed.subMap(fromInclusive, true, toExclusive, false);
        if (!wrapped().persistent() && wrapped().approximateNumEntries() == 0) {
            newer.forEach((key, value) -> visit(key, value, visitor));
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> stored =
                wrapped().range(Bytes.wrap(fromInclusive), Bytes.wrap(toExclusive))) {
            merge(stored, toExclusive, newer, visitor);
        }
    }

    /** A task revived after a fault uses its stores again: what it had not committed is done again. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        changed.clear();
        keeper = () -> {};
        super.init(context, root);
    }

    @Override
    public void beforeCommit(Runnable newKeeper) {
        keeper = newKeeper;
    }

    @Override
    public void flushCache() {
        keeper.run();
        if (!changed.isEmpty()) {
            List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>(changed.size());
            for (Map.Entry<byte[], byte[]> row : changed.entrySet()) {
                rows.add(row(row.getKey(), row.getValue()));
            }
            wrapped().putAll(rows);
            changed.clear();
        }
        super.flushCache();
    }

    @Override
    public void clearCache() {
        changed.clear();
        super.clearCache();
    }

    /** Two sorted runs; where both have a key the newer one speaks. */
    private static void merge(
            KeyValueIterator<Bytes, byte[]> stored,
            byte[] toExclusive,
            NavigableMap<byte[], byte[]> newer,
            BiConsumer<byte[], byte[]> visitor) {
        Iterator<Map.Entry<byte[], byte[]>> waiting = newer.entrySet().iterator();
        Map.@Nullable Entry<byte[], byte[]> change = waiting.hasNext() ? waiting.next() : null;
        while (stored.hasNext()) {
            KeyValue<Bytes, byte[]> row = stored.next();
            byte[] next = row.key.get();
            if (Arrays.equals(next, toExclusive)) {
                break; // the store's ranges include their end
            }
            int order = change == null ? 1 : Arrays.compareUnsigned(change.getKey(), next);
            while (change != null && order < 0) {
                visit(change.getKey(), change.getValue(), visitor);
                change = waiting.hasNext() ? waiting.next() : null;
                order = change == null ? 1 : Arrays.compareUnsigned(change.getKey(), next);
            }
            if (change != null && order == 0) {
                visit(next, change.getValue(), visitor);
                change = waiting.hasNext() ? waiting.next() : null;
            } else {
                visitor.accept(next, row.value);
            }
        }
        while (change != null) {
            visit(change.getKey(), change.getValue(), visitor);
            change = waiting.hasNext() ? waiting.next() : null;
        }
    }

    private static void visit(byte[] key, byte[] value, BiConsumer<byte[], byte[]> visitor) {
        if (value != TAKEN_OUT) {
            visitor.accept(key, value);
        }
    }

    @SuppressWarnings("NullAway") // a null value is how Kafka's pairs say that a row goes
    private static KeyValue<Bytes, byte[]> row(byte[] key, byte[] value) {
        return KeyValue.pair(Bytes.wrap(key), value == TAKEN_OUT ? null : value);
    }
}
