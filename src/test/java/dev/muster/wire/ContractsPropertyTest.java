package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.core.journal.Table;
import dev.muster.core.journal.Tables;
import dev.muster.wire.Roots.Root;
import dev.muster.wire.binding.Violations;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the value of whatever contract: bytes and JSON bring it back equal. */
class ContractsPropertyTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Provide
    Arbitrary<Root<?>> roots() {
        return Arbitraries.of(Roots.ALL);
    }

    @Property(tries = 3_000)
    void bytesBringItBack(@ForAll("roots") Root<?> root, @ForAll long seed) {
        bytesBringBack(root, seed);
    }

    private static <T> void bytesBringBack(Root<T> root, long seed) {
        T value = root.any(seed);
        byte[] message = root.codec().encode(value);
        assertThat(root.codec().decode(message)).isEqualTo(value);
        assertThat(root.codec().encode(root.codec().decode(message))).isEqualTo(message);
    }

    @Property(tries = 2_000)
    void jsonBringsItBack(@ForAll("roots") Root<?> root, @ForAll long seed) throws Exception {
        jsonBringsBack(root, seed);
    }

    private static <T> void jsonBringsBack(Root<T> root, long seed) throws Exception {
        var binding = root.codec().binding();
        T value = root.any(seed);
        byte[] text = MAPPER.writeValueAsBytes(binding.toJson(value));
        var violations = new Violations();
        assertThat(binding.fromJson(text, violations)).as(violations.toString()).isEqualTo(value);
    }

    @Property(tries = 500)
    void theJournalBringsItBack(@ForAll long seed) {
        Tables.all().forEach(table -> journalBringsBack(table, seed));
    }

    private static <V> void journalBringsBack(Table<V> table, long seed) {
        V value = new AnyValue(seed).of(table.type());
        var journal = Roots.CONTRACTS.journal();
        assertThat(journal.decode(table, journal.encode(table, value))).isEqualTo(value);
    }
}
