package dev.muster.wire.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** What an older version wrote is read by a newer one. */
@SuppressWarnings("SameNameButDifferent") // Old and new are meant to be called the same.
class EvolutionTest {
    record Old(String host, int size, String gone, Colour colour, List<Item> items, Shape shape) {
        enum Colour {
            RED,
            GREEN
        }

        record Item(int weight, List<String> notes) {}

        sealed interface Shape {
            record Round(int radius) implements Shape {}

            record Flat(int width) implements Shape {}
        }
    }

    record New(
            Duration pause,
            String name,
            long size,
            Colour colour,
            List<Item> items,
            Shape shape,
            Map<String, String> tags) {
        enum Colour {
            OTHER,
            RED
        }

        record Item(double weight, Shape shape) {}

        sealed interface Shape {
            record Flat(int width) implements Shape {}

            record Round(int radius) implements Shape {}

            record Odd() implements Shape {}
        }
    }

    private static final String SHAPES = """
            {"type": "record", "name": "Round", "fields": [{"name": "radius", "type": "int"}]},
            {"type": "record", "name": "Flat", "fields": [{"name": "width", "type": "int"}]}""";

    private static final Schema OLD = new Schema.Parser().parse("""
            {"type": "record", "name": "n.Thing", "fields": [
              {"name": "host", "type": "string"},
              {"name": "size", "type": "int"},
              {"name": "gone", "type": "string"},
              {"name": "colour", "type": {"type": "enum", "name": "Colour", "symbols": ["RED", "GREEN"]}},
              {"name": "items", "type": {"type": "array", "items": {"type": "record", "name": "Item", "fields": [
                {"name": "weight", "type": "int"},
                {"name": "notes", "type": {"type": "array", "items": "string"}}]}}},
              {"name": "shape", "type": [%s]}]}""".formatted(SHAPES));

    private static final Schema NEW = new Schema.Parser().parse("""
            {"type": "record", "name": "n.Thing", "fields": [
              {"name": "pause", "type": {"type": "long", "unit": "ms"}, "default": 1500},
              {"name": "shape", "type": [{"type": "record", "name": "Odd", "fields": []}, %s]},
              {"name": "name", "aliases": ["host"], "type": "string"},
              {"name": "size", "type": "long"},
              {"name": "colour", "type": {"type": "enum", "name": "Colour", "symbols": ["OTHER", "RED"], "default": "OTHER"}},
              {"name": "items", "type": {"type": "array", "items": {"type": "record", "name": "Item", "fields": [
                {"name": "shape", "type": ["Flat", "Round", "Odd"], "default": {"width": 4}},
                {"name": "weight", "type": "double"}]}}},
              {"name": "tags", "type": {"type": "map", "values": "string"}, "default": {"from": "default"}}]}""".formatted(SHAPES));

    private static final SingleObject<Old> OLD_CODEC = SingleObject.of(Binding.of(OLD, Old.class, Scalars.none()));
    private static final SingleObject<New> NEW_CODEC =
            SingleObject.of(Binding.of(NEW, New.class, Scalars.none())).alsoReading(OLD);

    private static final Old WRITTEN = new Old(
            "h1",
            7,
            "dropped",
            Old.Colour.GREEN,
            List.of(new Old.Item(3, List.of("x", "y")), new Old.Item(4, List.of())),
            new Old.Shape.Round(9));

    private static final New EXPECTED = new New(
            Duration.ofMillis(1500),
            "h1",
            7L,
            New.Colour.OTHER,
            List.of(new New.Item(3.0, new New.Shape.Flat(4)), new New.Item(4.0, new New.Shape.Flat(4))),
            new New.Shape.Round(9),
            Map.of("from", "default"));

    @Test
    void anOlderWriterIsRead() {
        byte[] message = OLD_CODEC.encode(WRITTEN);
        for (int i = 0; i < 3; i++) { // The resolver is used again.
            assertThat(NEW_CODEC.decode(message)).isEqualTo(EXPECTED);
        }
    }

    @Test
    void aFailureDoesNotSpoilTheNextRead() {
        byte[] message = OLD_CODEC.encode(WRITTEN);
        for (int length = SingleObject.HEADER_BYTES; length < message.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(message, length);
            assertThatThrownBy(() -> NEW_CODEC.decode(cut)).isInstanceOf(UndecodableException.class);
            assertThat(NEW_CODEC.decode(message)).isEqualTo(EXPECTED);
        }
        byte[] longer = java.util.Arrays.copyOf(message, message.length + 1);
        assertThatThrownBy(() -> NEW_CODEC.decode(longer)).hasMessage("1 bytes after the end");
    }

    @Test
    void defaultsStandInForWhatJsonLeavesOut() {
        var violations = new Violations();
        var read = NEW_CODEC.binding().fromJson("""
                {"name": "h1", "size": 7, "colour": "RED", "shape": {"@type": "Odd"}, "items": [{"weight": 3}]}""".getBytes(java.nio.charset.StandardCharsets.UTF_8), violations);
        assertThat(violations.list()).isEmpty();
        assertThat(read)
                .isEqualTo(new New(
                        Duration.ofMillis(1500),
                        "h1",
                        7L,
                        New.Colour.RED,
                        List.of(new New.Item(3.0, new New.Shape.Flat(4))),
                        new New.Shape.Odd(),
                        Map.of("from", "default")));
    }

    @Test
    void versionsThatCannotBeResolvedAreRefusedWhenNamed() {
        assertThatThrownBy(() -> OLD_CODEC.alsoReading(NEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema n.Thing cannot read what that version of n.Thing wrote")
                .hasMessageContaining("host");
    }

    @Test
    void ownVersionNeedsNoResolving() {
        assertThat(NEW_CODEC.fingerprints())
                .containsExactlyInAnyOrder(
                        SchemaNormalization.parsingFingerprint64(OLD), SchemaNormalization.parsingFingerprint64(NEW));
        assertThat(NEW_CODEC.decode(NEW_CODEC.encode(EXPECTED))).isEqualTo(EXPECTED);
    }
}
