package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.core.journal.MemoryJournal;
import dev.muster.core.journal.Table;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Expiry;
import dev.muster.wire.binding.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JournalCodecTest {
    private static final JournalCodec CODEC = Roots.CONTRACTS.journal();

    /** Ordered as Java orders text; each is a key, and the start of some of the others. */
    private static final List<String> KEYS = List.of(
            "",
            "\0",
            "a/b/c|",
            "a/b/c|0",
            "a/b/c|0\0",
            "a/b/c|0a",
            "a/b/c|~",
            "a/b/c|\u007f",
            "a/b/c|\u0080",
            "a/b/c|\u07ff",
            "a/b/c|\u0800",
            "a/b/c|\ud83d",
            "a/b/c|\ud83d\ude00",
            "a/b/c|\ud83d\ude01x",
            "a/b/c|\ue000",
            "a/b/c|\ufffe",
            "a/b/c|\uffff",
            "a/b/c}",
            "\udc00",
            "\uffff");

    @Test
    void keysSortAsTheirTextDoes() {
        for (String one : KEYS) {
            for (String other : KEYS) {
                assertThat(Integer.signum(Arrays.compareUnsigned(bytes(one), bytes(other))))
                        .as("%s %s", one, other)
                        .isEqualTo(Integer.signum(one.compareTo(other)));
            }
        }
    }

    @Test
    void keysComeBack() {
        for (Table<?> table : Tables.all()) {
            for (String key : KEYS) {
                assertThat(CODEC.table(CODEC.keyBytes(table, key))).isEqualTo(table);
                assertThat(CODEC.key(CODEC.keyBytes(table, key))).isEqualTo(key);
            }
        }
    }

    @Test
    void keysAreUtf8BehindTheTablesName() {
        assertThat(bytes("acme/aws/us|größe ☃")).isEqualTo("ex\0acme/aws/us|größe ☃".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPrefixScanFindsInBytesWhatItFindsInText() {
        // Given
        var memory = new MemoryJournal();
        var store = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
        for (Table<?> table : List.of(Tables.EXPIRIES, Tables.TIMERS, Tables.SCOPES)) {
            KEYS.forEach(key -> store.put(CODEC.keyBytes(table, key), new byte[0]));
        }
        KEYS.forEach(key -> memory.put(Tables.EXPIRIES, key, new Expiry(Expiry.What.COMMAND, key)));

        for (String prefix : KEYS) {
            // When
            List<String> expected = new ArrayList<>();
            memory.scanPrefix(Tables.EXPIRIES, prefix, (key, value) -> expected.add(key));
            var range = store.subMap(bytes(prefix), bytes(prefix + '\uffff'));

            // Then
            assertThat(range.keySet().stream().map(CODEC::key)).isEqualTo(expected);
            assertThat(range.keySet()).allMatch(key -> CODEC.table(key).equals(Tables.EXPIRIES));
        }
    }

    private static byte[] bytes(String key) {
        return CODEC.keyBytes(Tables.EXPIRIES, key);
    }

    @Test
    void otherBytesAreNoKeys() {
        for (String text : List.of("", "ex", "\0", "xx\0a", "ex\0\u00ff")) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> Map.of(CODEC.table(bytes), CODEC.key(bytes)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        byte[] cut = "ex\0\u00e2\u0098".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> CODEC.key(cut)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntryOfAnotherTableIsNotRead() {
        byte[] expiry = CODEC.encode(Tables.EXPIRIES, new Expiry(Expiry.What.COMMAND, "c-1"));
        assertThatThrownBy(() -> CODEC.decode(Tables.TIMERS, expiry)).isInstanceOf(UndecodableException.class);
        assertThatThrownBy(() -> CODEC.encode(new Table<>("zz", String.class), "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
