package org.stationboard.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Native memory that all tables on disk share, bounded: blocks read and rows not yet written to disk together take at
 * most {@link #CACHE_BYTES}. Owned by the application, which closes it after its stream threads.
 */
final class RocksMemory implements AutoCloseable {
    /** Key under which the stores find it among Streams' settings. */
    static final String SETTING = "stationboard.rocks.memory";

    private static final long CACHE_BYTES = 96L << 20;
    private static final long WRITE_BUFFER_BYTES = 4L << 20;
    private static final long ALL_WRITE_BUFFERS_BYTES = 40L << 20;
    private static final int WRITE_BUFFERS = 2;
    private static final double BLOOM_BITS_A_KEY = 10;

    static {
        RocksDB.loadLibrary();
    }

    private final Cache cache = new LRUCache(CACHE_BYTES);
    private final WriteBufferManager writeBuffers = new WriteBufferManager(ALL_WRITE_BUFFERS_BYTES, cache);

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }

    private void bound(Options options) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        // Most rows asked for are new: the filter answers without reading a block.
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS_A_KEY));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writeBuffers);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
        options.setMaxBackgroundJobs(2);
    }

    /** Made by Streams for each store. */
    public static final class Setter implements RocksDBConfigSetter {
        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> settings) {
            if (settings.get(SETTING) instanceof RocksMemory memory) {
                memory.bound(options);
            }
        }

        @Override
        public void close(String storeName, Options options) {
            // The memory is shared: the application closes it.
        }
    }
}
