package dev.muster.core.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A journal that lives as long as the process: for unit tests, and for hosts that keep no state. */
public final class MemoryJournal implements Journal {
    private final Map<Table<?>, NavigableMap<String, Object>> tables = new HashMap<>();

    @Override
    public <V> @Nullable V get(Table<V> table, String key) {
        Object value = of(table).get(key);
        return value == null ? null : table.type().cast(value);
    }

    @Override
    public <V> void put(Table<V> table, String key, V value) {
        of(table).put(key, value);
    }

    @Override
    public void delete(Table<?> table, String key) {
        of(table).remove(key);
    }

    @Override
    public <V> void scan(Table<V> table, String from, String to, BiPredicate<String, V> visitor) {
        for (var entry : of(table).subMap(from, to).entrySet()) {
            if (!visitor.test(entry.getKey(), table.type().cast(entry.getValue()))) {
                return;
            }
        }
    }

    private NavigableMap<String, Object> of(Table<?> table) {
        return tables.computeIfAbsent(table, t -> new TreeMap<>());
    }
}
