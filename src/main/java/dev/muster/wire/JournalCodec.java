package dev.muster.wire;

import dev.muster.core.journal.Table;
import dev.muster.core.journal.Tables;
import dev.muster.wire.binding.SingleObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The journal's tables in one store whose keys are ordered bytes, compared unsigned. A key is the table's name, a zero byte
 * and the entry's key, so that a table, a scope of it and any range of that are one range of the store.
 */
public final class JournalCodec {
    private final Map<Table<?>, SingleObject<?>> codecs = new HashMap<>();
    private final Map<String, Table<?>> tables = new HashMap<>();

    /** @param codecOf makes the codec of exactly the class it is asked for */
    JournalCodec(Function<Class<?>, SingleObject<?>> codecOf) {
        for (Table<?> table : Tables.all()) {
            codecs.put(table, codecOf.apply(table.type()));
            tables.put(table.name(), table);
        }
    }

    public <V> byte[] encode(Table<V> table, V value) {
        return codecOf(table).encode(value);
    }

    /**
     * Fails with {@link dev.muster.wire.binding.UndecodableException}. An entry that cannot be read must never be skipped:
     * it was written by a newer version, or the store is damaged.
     */
    public <V> V decode(Table<V> table, byte[] value) {
        return codecOf(table).decode(value);
    }

    @SuppressWarnings("unchecked") // The constructor maps a table to the codec of its own type.
    <V> SingleObject<V> codecOf(Table<V> table) {
        SingleObject<?> codec = codecs.get(table);
        if (codec != null) {
            return (SingleObject<V>) codec;
        }
        throw new IllegalArgumentException("no table " + table.name());
    }

    /**
     * Of an entry, or of the end of a range: for all keys {@code a} and {@code b} of a table, the bytes of {@code a} are less
     * than those of {@code b} if and only if {@code a.compareTo(b) < 0}.
     */
    public byte[] keyBytes(Table<?> table, String key) {
        return KeyBytes.of(table.name(), key);
    }

    /** Whose an entry is. Fails with IllegalArgumentException for bytes that {@link #keyBytes} has not written. */
    public Table<?> table(byte[] keyBytes) {
        Table<?> table = tables.get(KeyBytes.head(keyBytes));
        if (table != null) {
            return table;
        }
        throw new IllegalArgumentException("a key of no known table");
    }

    /** An entry's key within its table. Fails with IllegalArgumentException as {@link #table} does. */
    public String key(byte[] keyBytes) {
        return KeyBytes.rest(keyBytes);
    }
}
