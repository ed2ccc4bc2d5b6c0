package dev.muster.engine.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.core.journal.Journal;
import dev.muster.core.journal.JournalTransaction;
import dev.muster.core.journal.MemoryJournal;
import dev.muster.core.journal.Table;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Timer;
import dev.muster.core.state.Watched;
import dev.muster.engine.DrivenEngine;
import dev.muster.engine.TooLargeException;
import dev.muster.model.Scope;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** A journal in a Kafka Streams store behaves as the one in memory, whatever is done to both. */
class StoreJournalPropertyTest {
    private static final Scope SCOPE = new Scope("acme", "cloud", "mars");

    private final MemoryJournal memory = new MemoryJournal();
    private final KeyValueStore<Bytes, byte[]> store = store();
    private final StoreJournal journal = new StoreJournal(store, DrivenEngine.CONTRACTS.journal());

    private static KeyValueStore<Bytes, byte[]> store() {
        var context = new MockProcessorContext<Void, Void>();
        var store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(ScopeStage.JOURNAL), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    /** What is done within one decision: entries of two neighbouring tables, and whether it comes to be. */
    private record Decision(List<Change> changes, boolean whole) {}

    /** @param seconds the value; null for a deletion */
    private record Change(boolean watched, String key, Integer seconds) {}

    @Provide
    Arbitrary<List<Decision>> decisions() {
        // Few keys, so that they meet; some are the start of another, some are not plain ASCII.
        Arbitrary<String> keys = Arbitraries.of(
                "a|", "a|b", "a|b/c", "a|b0", "a|c", "b|", "b|a", "a|é", "a|\uFFFF", "a|\uD83D\uDE00", "");
        Arbitrary<Change> changes = Combinators.combine(
                        Arbitraries.of(true, false),
                        keys,
                        Arbitraries.integers().between(0, 99).injectNull(0.3))
                .as(Change::new);
        return Combinators.combine(changes.list().ofMaxSize(6), Arbitraries.of(true, true, false))
                .as(Decision::new)
                .list()
                .ofMaxSize(12);
    }

    @Property
    void itIsTheJournalInMemory(@ForAll("decisions") List<Decision> decisions, @ForAll("range") List<String> range) {
        for (Decision decision : decisions) {
            var ours = new JournalTransaction(journal);
            var theirs = new JournalTransaction(memory);
            for (Change change : decision.changes()) {
                apply(change, ours);
                apply(change, theirs);
                same(ours, theirs, range);
            }
            ours.commit();
            if (decision.whole()) {
                theirs.commit();
                journal.flush();
            } else {
                journal.discard();
            }
            same(journal, memory, range);
            same(new StoreJournal(store, DrivenEngine.CONTRACTS.journal()), memory, range);
        }
    }

    @Provide
    Arbitrary<List<String>> range() {
        return Arbitraries.of("", "a|", "a|b", "a|b/", "a|c", "b|", "b|\uFFFF", "\uFFFF")
                .list()
                .ofSize(2)
                .map(ends -> ends.stream().sorted().toList());
    }

    private static void apply(Change change, Journal to) {
        Table<?> table = change.watched() ? Tables.WATCHED : Tables.TIMERS;
        if (change.seconds() == null) {
            to.delete(table, change.key());
            return;
        }
        var at = DrivenEngine.START.plusSeconds(change.seconds());
        if (change.watched()) {
            to.put(Tables.WATCHED, change.key(), new Watched(at));
        } else {
            to.put(Tables.TIMERS, change.key(), new Timer(SCOPE, "t", at));
        }
    }

    private static void same(Journal one, Journal other, List<String> range) {
        for (Table<?> table : List.of(Tables.TIMERS, Tables.WATCHED, Tables.COMMANDS)) {
            for (int limit : new int[] {1, Integer.MAX_VALUE}) {
                assertThat(entries(one, table, range, limit)).isEqualTo(entries(other, table, range, limit));
            }
            for (String key : List.of("", "a|", "a|b", "b|a", "a|\uFFFF")) {
                assertThat((Object) one.get(table, key)).isEqualTo(other.get(table, key));
            }
        }
    }

    private static <V> List<String> entries(Journal journal, Table<V> table, List<String> range, int limit) {
        var found = new ArrayList<String>();
        journal.scan(table, range.get(0), range.get(1), (key, value) -> {
            found.add(key + "=" + value);
            return found.size() < limit;
        });
        return found;
    }

    @Test
    void whatWasNotFlushedIsNotInTheStore() {
        journal.put(Tables.WATCHED, "a|b", new Watched(DrivenEngine.START));

        assertThat(store.approximateNumEntries()).isZero();
        journal.discard();
        journal.flush();
        assertThat(store.approximateNumEntries()).isZero();
    }

    /** Told before anything is written, or the broker would refuse the changelog's record and the task would never go on. */
    @Test
    void anEntryThatNoRecordHoldsIsRefused() {
        var timer = new Timer(SCOPE, "x".repeat(1_000_001), DrivenEngine.START);

        assertThatThrownBy(() -> journal.put(Tables.TIMERS, "a|b", timer))
                .isInstanceOf(TooLargeException.class)
                .hasMessageContaining("ti");
        journal.flush();
        assertThat(store.approximateNumEntries()).isZero();
    }
}
