package dev.muster.core.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one decision, held back until it is whole: a decision that fails leaves no trace, and an entry written
 * twice in one decision is stored once.
 */
public final class JournalTransaction implements Journal {
    private static final Object DELETED = new Object();

    private final Journal below;
    private final Map<Table<?>, TreeMap<String, Object>> writes = new HashMap<>();

    public JournalTransaction(Journal below) {
        this.below = below;
    }

    @Override
    public <V> @Nullable V get(Table<V> table, String key) {
        var written = writes.get(table);
        Object value = written == null ? null : written.get(key);
        if (value == null) {
            return below.get(table, key);
        }
        return value == DELETED ? null : table.type().cast(value);
    }

    @Override
    public <V> void put(Table<V> table, String key, V value) {
        writes.computeIfAbsent(table, t -> new TreeMap<>()).put(key, value);
    }

    @Override
    public void delete(Table<?> table, String key) {
        writes.computeIfAbsent(table, t -> new TreeMap<>()).put(key, DELETED);
    }

    @Override
    public <V> void scan(Table<V> table, String from, String to, BiPredicate<String, V> visitor) {
        var written = writes.get(table);
        if (written == null || written.isEmpty()) {
            below.scan(table, from, to, visitor);
            return;
        }
        List<Map.Entry<String, Object>> pending =
                new ArrayList<>(written.subMap(from, to).entrySet());
        var merge = new Merge<V>(table, pending, visitor);
        below.scan(table, from, to, merge::below);
        merge.rest();
    }

    /** Writes everything through, and is empty again. */
    public void commit() {
        writes.forEach(this::commit);
        writes.clear();
    }

    private <V> void commit(Table<V> table, Map<String, Object> entries) {
        entries.forEach((key, value) -> {
            if (value == DELETED) {
                below.delete(table, key);
            } else {
                below.put(table, key, table.type().cast(value));
            }
        });
    }

    /** Weaves the held-back entries into a scan of the store below. */
    private static final class Merge<V> {
        private final Table<V> table;
        private final List<Map.Entry<String, Object>> pending;
        private final BiPredicate<String, V> visitor;
        private int next;
        private boolean stopped;

        Merge(Table<V> table, List<Map.Entry<String, Object>> pending, BiPredicate<String, V> visitor) {
            this.table = table;
            this.pending = pending;
            this.visitor = visitor;
        }

        boolean below(String key, V value) {
            while (!stopped
                    && next < pending.size()
                    && pending.get(next).getKey().compareTo(key) < 0) {
                visitPending();
            }
            if (stopped) {
                return false;
            }
            if (next < pending.size() && pending.get(next).getKey().equals(key)) {
                visitPending();
            } else {
                stopped = !visitor.test(key, value);
            }
            return !stopped;
        }

        void rest() {
            while (!stopped && next < pending.size()) {
                visitPending();
            }
        }

        private void visitPending() {
            var entry = pending.get(next++);
            if (entry.getValue() != DELETED) {
                stopped = !visitor.test(entry.getKey(), table.type().cast(entry.getValue()));
            }
        }
    }
}
