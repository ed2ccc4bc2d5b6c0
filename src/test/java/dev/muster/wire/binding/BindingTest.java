package dev.muster.wire.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class BindingTest {
    record Box(String label, List<String> items, Map<String, Item> byName, Instant at, Duration pause) {}

    record Item(int weight) {
        Item {
            if (weight > 100) {
                throw new IllegalArgumentException("an item weighs at most 100");
            }
        }
    }

    private static final Binding<Box> BOX = Binding.of(new Schema.Parser().parse("""
            {"type": "record", "name": "n.Box", "fields": [
              {"name": "label", "type": "string"},
              {"name": "items", "type": {"type": "array", "items": "string"}},
              {"name": "byName", "type": {"type": "map", "values": {"type": "record", "name": "Item", "fields": [{"name": "weight", "type": "int"}]}}},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "pause", "unit": "ms", "type": "long"}]}"""), Box.class, Scalars.none());

    private static Box box(String label, List<String> items, Map<String, Item> byName) {
        return new Box(label, items, byName, Instant.EPOCH, Duration.ZERO);
    }

    @Test
    void nullIsWrittenOnlyWhereTheSchemaHasIt() {
        refused(box(null, List.of(), Map.of()), "label: is null, but the schema has no null here");
        refused(box("l", Arrays.asList("a", null), Map.of()), "items[1]: is null, but the schema has no null here");
        Map<String, Item> holed = new java.util.HashMap<>();
        holed.put("k", null);
        refused(box("l", List.of(), holed), "byName.k: is null, but the schema has no null here");
        holed.clear();
        holed.put(null, new Item(1));
        refused(box("l", List.of(), holed), "byName: has a null key");
        refused(null, "is null, but the schema has no null here");
    }

    @Test
    void timesBeyondTheWireAreRefused() {
        refused(new Box("l", List.of(), Map.of(), Instant.MAX, Duration.ZERO), "at: is beyond 64 bits of milliseconds");
    }

    private static void refused(Box box, String message) {
        assertThatThrownBy(() -> BOX.encode(box, new byte[0]))
                .isInstanceOf(UnencodableException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> BOX.toJson(box))
                .isInstanceOf(UnencodableException.class)
                .hasMessage(message);
    }

    @Test
    void whatTheModelRefusesIsNamedByItsPath() {
        // Given: a body whose item is too heavy
        var out = new GrowingEncoder(64);
        out.writeString("l");
        out.writeLong(0);
        out.setItemCount(1);
        out.writeString("k");
        out.writeInt(101);

        // Then
        assertThatThrownBy(() -> BOX.decode(out.toByteArray(), 0))
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.path()).isEqualTo("byName.{}"))
                .hasMessage("byName.{}: an item weighs at most 100");
    }

    @Test
    void whatIsReadCannotBeChanged() {
        Box read = BOX.decode(
                BOX.encode(box("l", new ArrayList<>(List.of("a")), Map.of("k", new Item(1))), new byte[0]), 0);
        assertThatThrownBy(() -> read.items().add("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> read.byName().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatIsFinerThanAMillisecondIsCut() {
        Box fine = new Box("l", List.of(), Map.of(), Instant.ofEpochSecond(-1, 999_999), Duration.ofNanos(1_999_999));
        Box cut = new Box("l", List.of(), Map.of(), Instant.ofEpochSecond(-1), Duration.ofMillis(1));
        assertThat(BOX.decode(BOX.encode(fine, new byte[0]), 0)).isEqualTo(cut);
        assertThat(BOX.fromJson(BOX.toJson(fine), new Violations())).isEqualTo(cut);
    }
}
