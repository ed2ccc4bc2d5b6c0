package dev.muster.bench;

import dev.muster.core.journal.Journal;
import dev.muster.core.journal.MemoryJournal;
import dev.muster.core.journal.Table;
import dev.muster.wire.JournalCodec;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** A journal in memory that writes everything as bytes, too, as the engine must, and counts what is written. */
final class EncodedJournal implements Journal {
    private final Journal below = new MemoryJournal();
    private final JournalCodec codec;
    private final Map<String, Integer> writes = new TreeMap<>();
    private long bytes;

    EncodedJournal(JournalCodec codec) {
        this.codec = codec;
    }

    @Override
    public <V> V get(Table<V> table, String key) {
        return below.get(table, key);
    }

    @Override
    public <V> void put(Table<V> table, String key, V value) {
        bytes += codec.keyBytes(table, key).length + codec.encode(table, value).length;
        writes.merge(table.name(), 1, Integer::sum);
        below.put(table, key, value);
    }

    @Override
    public void delete(Table<?> table, String key) {
        bytes += codec.keyBytes(table, key).length;
        writes.merge(table.name() + "-", 1, Integer::sum);
        below.delete(table, key);
    }

    @Override
    public <V> void scan(Table<V> table, String from, String to, BiPredicate<String, V> visitor) {
        below.scan(table, from, to, visitor);
    }

    /** By table; deletions by the table's name and a minus. */
    Map<String, Integer> writes() {
        return writes;
    }

    long bytes() {
        return bytes;
    }
}
