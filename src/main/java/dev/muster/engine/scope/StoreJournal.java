package dev.muster.engine.scope;

import dev.muster.core.journal.Journal;
import dev.muster.core.journal.Table;
import dev.muster.engine.TooLargeException;
import dev.muster.wire.JournalCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The journal in one Kafka Streams store. What is put stays encoded in memory until {@link #flush}, so that a decision whose
 * outputs turn out to be impossible to send leaves no trace; nothing is read between the two.
 *
 * <p>One per processor instance. A transaction that Kafka aborts closes its task, and the next instance begins with nothing
 * remembered, so what is remembered here is never more than what the store holds.
 */
final class StoreJournal implements Journal {
    /** Decoded entries that are remembered, so that hot ones are not decoded for each input. */
    private static final int REMEMBERED_MAX = 10_000;

    /** Largest encoded entry in bytes; with key and framing it stays below Kafka's 1 MiB. */
    private static final int ENTRY_BYTES_MAX = 1_000_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final JournalCodec codec;
    private final List<Write> writes = new ArrayList<>();
    private final Map<Bytes, Object> remembered = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Object> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    StoreJournal(KeyValueStore<Bytes, byte[]> store, JournalCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /** @param value null for a deletion */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    private record Write(Bytes key, @Nullable Object value, byte @Nullable [] bytes) {}

    @Override
    public <V> @Nullable V get(Table<V> table, String key) {
        Bytes at = at(table, key);
        Object known = remembered.get(at);
        if (known != null) {
            return table.type().cast(known);
        }
        byte[] bytes = store.get(at);
        if (bytes == null) {
            return null;
        }
        V value = codec.decode(table, bytes);
        remembered.put(at, value);
        return value;
    }

    @Override
    public <V> void put(Table<V> table, String key, V value) {
        byte[] bytes = codec.encode(table, value);
        if (bytes.length > ENTRY_BYTES_MAX) {
            throw new TooLargeException("an entry of table " + table.name(), bytes.length, ENTRY_BYTES_MAX);
        }
        writes.add(new Write(at(table, key), value, bytes));
    }

    @Override
    public void delete(Table<?> table, String key) {
        writes.add(new Write(at(table, key), null, null));
    }

    @Override
    public <V> void scan(Table<V> table, String from, String to, BiPredicate<String, V> visitor) {
        Bytes end = at(table, to);
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(at(table, from), end)) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                if (entry.key.compareTo(end) >= 0 || !visit(table, entry, visitor)) {
                    return;
                }
            }
        }
    }

    private <V> boolean visit(Table<V> table, KeyValue<Bytes, byte[]> entry, BiPredicate<String, V> visitor) {
        Object known = remembered.get(entry.key);
        V value =
                known == null ? codec.decode(table, entry.value) : table.type().cast(known);
        return visitor.test(codec.key(entry.key.get()), value);
    }

    /** Writes what was put since the last flush. */
    void flush() {
        for (Write write : writes) {
            if (write.value() == null) {
                remembered.remove(write.key());
                store.delete(write.key());
            } else {
                remembered.put(write.key(), write.value());
                store.put(write.key(), write.bytes());
            }
        }
        writes.clear();
    }

    /** Forgets what was put since the last flush. */
    void discard() {
        writes.clear();
    }

    private Bytes at(Table<?> table, String key) {
        return Bytes.wrap(codec.keyBytes(table, key));
    }
}
