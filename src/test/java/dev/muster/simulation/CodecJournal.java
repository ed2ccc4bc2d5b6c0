package dev.muster.simulation;

import dev.muster.core.journal.Journal;
import dev.muster.core.journal.MemoryJournal;
import dev.muster.core.journal.Table;
import java.util.function.BiPredicate;

/** The committed state of the simulated task. */
final class CodecJournal implements Journal {
    private final Journal entries = new MemoryJournal();

    @Override
    public <V> V get(Table<V> table, String key) {
        return entries.get(table, key);
    }

    @Override
    public <V> void put(Table<V> table, String key, V value) {
        entries.put(table, key, value);
    }

    @Override
    public void delete(Table<?> table, String key) {
        entries.delete(table, key);
    }

    @Override
    public <V> void scan(Table<V> table, String from, String to, BiPredicate<String, V> visitor) {
        entries.scan(table, from, to, visitor);
    }
}
