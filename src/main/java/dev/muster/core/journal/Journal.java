package dev.muster.core.journal;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The deciders' store: a few ordered, typed tables. Keys of one scope start with the scope's text, so a scope is one range
 * of each table. Implemented over a Kafka Streams store, and in memory for the simulation.
 */
public interface Journal {
    <V> @Nullable V get(Table<V> table, String key);

    <V> void put(Table<V> table, String key, V value);

    void delete(Table<?> table, String key);

    /**
     * Visits entries in key order, from {@code from} (inclusive) to {@code to} (exclusive), until the visitor answers
     * false. The visitor must not write.
     */
    <V> void scan(Table<V> table, String from, String to, BiPredicate<String, V> visitor);

    /** Visits the entries whose key starts with {@code prefix}. */
    default <V> void scanPrefix(Table<V> table, String prefix, BiPredicate<String, V> visitor) {
        scan(table, prefix, prefix + Character.MAX_VALUE, visitor);
    }
}
