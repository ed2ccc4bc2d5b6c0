package dev.muster.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JournalTransactionPropertyTest {
    private static final Table<String> TABLE = new Table<>("t", String.class);

    @Test
    void nothingIsWrittenBeforeCommit() {
        var below = new MemoryJournal();
        below.put(TABLE, "a", "old");
        var transaction = new JournalTransaction(below);

        transaction.put(TABLE, "a", "new");
        transaction.delete(TABLE, "b");

        assertThat(below.get(TABLE, "a")).isEqualTo("old");
        assertThat(transaction.get(TABLE, "a")).isEqualTo("new");
        transaction.commit();
        assertThat(below.get(TABLE, "a")).isEqualTo("new");
    }

    /** Whatever was written below and above: a scan sees what a single map would show, in order, and stops when told. */
    @Property
    void aScanWeavesBothLayers(
            @ForAll @Size(max = 30) List<@IntRange(max = 40) Integer> below,
            @ForAll @Size(max = 30) List<@IntRange(max = 40) Integer> above,
            @ForAll @IntRange(min = 1, max = 20) int stopAfter) {
        var journal = new MemoryJournal();
        var expected = new TreeMap<String, String>();
        below.forEach(n -> {
            journal.put(TABLE, key(n), "below");
            expected.put(key(n), "below");
        });
        var transaction = new JournalTransaction(journal);
        for (int n : above) {
            if (n % 3 == 0) {
                transaction.delete(TABLE, key(n));
                expected.remove(key(n));
            } else {
                transaction.put(TABLE, key(n), "above");
                expected.put(key(n), "above");
            }
        }

        var seen = new ArrayList<String>();
        transaction.scan(TABLE, key(5), key(35), (key, value) -> {
            seen.add(key + value);
            return seen.size() < stopAfter;
        });

        assertThat(seen)
                .isEqualTo(expected.subMap(key(5), key(35)).entrySet().stream()
                        .map(entry -> entry.getKey() + entry.getValue())
                        .limit(stopAfter)
                        .toList());
    }

    private static String key(int n) {
        return String.format("k%02d", n);
    }
}
