package dev.muster.engine;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** One block cache and one write budget for all stores of the process: a store for itself would take about 100 MB. */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** Memory outside of the Java heap for all stores together, in bytes. */
    private static final long MEMORY_BYTES_MAX = 96L << 20;

    private static final long WRITE_BYTES_MAX = 32L << 20;
    private static final int BITS_PER_KEY = 10;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(MEMORY_BYTES_MAX, -1, false);
    private static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BYTES_MAX, CACHE);
    private static final BloomFilter FILTER = new BloomFilter(BITS_PER_KEY);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setFilterPolicy(FILTER);
        options.setWriteBufferManager(WRITES);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String storeName, Options options) {
        // What is shared lives as long as the process.
    }
}
