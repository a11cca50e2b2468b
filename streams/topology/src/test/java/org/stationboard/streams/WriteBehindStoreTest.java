package org.stationboard.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBehindStoreTest {
    @TempDir
    Path folder;

    @Test
    void answersLikeASortedMapWhateverIsFlushedWhenOnTheHeap() {
        answersLikeASortedMap(Stores.inMemoryKeyValueStore("table"));
    }

    @Test
    void answersLikeASortedMapWhateverIsFlushedWhenOnDisk() {
        answersLikeASortedMap(Stores.persistentKeyValueStore("table"));
    }

    @Test
    void rowThatCameAndWentBetweenTwoCommitsIsNeverWritten() {
        WriteBehindStore store = open(Stores.inMemoryKeyValueStore("table"));
        store.put(new byte[] {1}, new byte[] {1});
        store.put(new byte[] {1}, null);
        store.flushCache();
        assertThat(store.wrapped().approximateNumEntries()).isZero();
        assertThat(store.get(new byte[] {1})).isNull();
    }

    @Test
    void reopenedStoreKnowsOnlyWhatWasFlushed() {
        WriteBehindStore store = open(Stores.inMemoryKeyValueStore("table"));
        store.put(new byte[] {1}, new byte[] {1});
        store.flushCache();
        store.put(new byte[] {2}, new byte[] {2});
        store.clearCache();
        assertThat(store.get(new byte[] {1})).containsExactly(1);
        assertThat(store.get(new byte[] {2})).isNull();
    }

    private void answersLikeASortedMap(KeyValueBytesStoreSupplier supplier) {
        WriteBehindStore store = open(supplier);
        NavigableMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
        SplittableRandom random = new SplittableRandom(11);
        for (int step = 0; step < 20_000; step++) {
            byte[] key = key(random);
            switch (random.nextInt(20)) {
                case 0 -> store.flushCache();
                case 1, 2 -> assertThat(scan(store, key, end(key))).isEqualTo(scan(model, key, end(key)));
                case 3, 4, 5 -> {
                    store.put(key, null);
                    model.remove(key);
                }
                case 6, 7, 8, 9, 10 -> assertThat(store.get(key)).isEqualTo(model.get(key));
                default -> {
                    byte[] value = {(byte) random.nextInt(), (byte) step};
                    store.put(key, value);
                    model.put(key, value);
                }
            }
        }
        assertThat(scan(store, new byte[0], new byte[] {-1, -1, -1, -1}))
                .isEqualTo(scan(model, new byte[0], new byte[] {-1, -1, -1, -1}))
                .isNotEmpty();
    }

    private static byte[] key(SplittableRandom random) {
        byte[] key = new byte[1 + random.nextInt(2)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(12) * 23);
        }
        return key;
    }

    /** An end for a scan that depends on its start alone, so that store and model are asked the same. */
    private static byte[] end(byte[] from) {
        byte[] to = Arrays.copyOf(from, from.length + 1);
        to[0] = (byte) Math.min(255, (from[0] & 0xFF) + 70);
        return to;
    }

    private static List<String> scan(WriteBehindStore store, byte[] from, byte[] to) {
        List<String> rows = new ArrayList<>();
        store.scan(from, to, (key, value) -> rows.add(row(key, value)));
        return rows;
    }

    private static List<String> scan(NavigableMap<byte[], byte[]> model, byte[] from, byte[] to) {
        List<String> rows = new ArrayList<>();
        model.subMap(from, true, to, false).forEach((key, value) -> rows.add(row(key, value)));
        return rows;
    }

    private static String row(byte[] key, byte[] value) {
        return HexFormat.of().formatHex(key) + '=' + HexFormat.of().formatHex(value);
    }

    private WriteBehindStore open(KeyValueBytesStoreSupplier supplier) {
        Properties properties = new Properties();
        properties.put("application.id", "table-test");
        properties.put("bootstrap.servers", "none:1");
        MockProcessorContext<byte[], byte[]> context =
                new MockProcessorContext<>(properties, new TaskId(0, 0), folder.toFile());
        WriteBehindStore store =
                new WriteBehindStore(Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingDisabled()
                        .withCachingDisabled()
                        .build());
        store.init(context.getStateStoreContext(), store);
        return store;
    }
}
