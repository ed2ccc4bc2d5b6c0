package dev.muster.simulation;

import dev.muster.core.journal.Journal;
import dev.muster.core.journal.Table;
import dev.muster.wire.JournalCodec;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * The committed state of the simulated task: bytes under byte keys, as in the real store, written and read by the real
 * codecs. What was read once is kept decoded, for speed; what is written is always encoded first.
 */
final class CodecJournal implements Journal {
    private final JournalCodec codec;
    private final TreeMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);

    CodecJournal(JournalCodec codec) {
        this.codec = codec;
    }

    @Override
    public <V> V get(Table<V> table, String key) {
        Entry entry = entries.get(codec.keyBytes(table, key));
        return entry == null ? null : value(table, entry);
    }

    @Override
    public <V> void put(Table<V> table, String key, V value) {
        entries.put(codec.keyBytes(table, key), new Entry(codec.encode(table, value)));
    }

    @Override
    public void delete(Table<?> table, String key) {
        entries.remove(codec.keyBytes(table, key));
    }

    @Override
    public <V> void scan(Table<V> table, String from, String to, BiPredicate<String, V> visitor) {
        var range = entries.subMap(codec.keyBytes(table, from), codec.keyBytes(table, to));
        for (var entry : range.entrySet()) {
            if (!visitor.test(codec.key(entry.getKey()), value(table, entry.getValue()))) {
                return;
            }
        }
    }

    private <V> V value(Table<V> table, Entry entry) {
        if (entry.decoded == null) {
            entry.decoded = codec.decode(table, entry.bytes);
        }
        return table.type().cast(entry.decoded);
    }

    private static final class Entry {
        private final byte[] bytes;
        private Object decoded;

        Entry(byte[] bytes) {
            this.bytes = bytes;
        }
    }
}
