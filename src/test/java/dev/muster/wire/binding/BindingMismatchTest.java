package dev.muster.wire.binding;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** A contract and a class that differ are found when they are bound, and the message says where. */
class BindingMismatchTest {
    private static final String HERE = BindingMismatchTest.class.getName();

    record Two(String a, int b) {}

    record One(int a) {}

    enum Colour {
        RED,
        BLUE
    }

    record Coloured(Colour a) {}

    record Timed(Instant a) {}

    record Lasting(Duration a) {}

    record Chosen(Choice a) {}

    sealed interface Choice {
        record Left(int x) implements Choice {}

        record Right(int x) implements Choice {}
    }

    record Sets(Set<String> a) {}

    record Keyed(Map<Integer, String> a) {}

    record Holding(List<List<Two>> a) {}

    @Test
    void fieldsAndComponentsMustBeTheSame() {
        refused(Two.class, """
                {"name": "a", "type": "string"}, {"name": "c", "type": "int"}, {"name": "d", "type": "int"}""")
                .hasMessage("schema n.R and class " + HERE + "$Two differ: the class lacks the schema's fields [c, d];"
                        + " the schema lacks the class's components [b]");
    }

    @Test
    void typesMustFit() {
        refused(One.class, "{\"name\": \"a\", \"type\": \"long\"}")
                .hasMessage("schema n.R.a and class int differ: cannot bind Avro long to int");
        refused(One.class, "{\"name\": \"a\", \"type\": [\"null\", \"int\"]}")
                .hasMessage("schema n.R.a and class int differ: cannot bind Avro union to int:"
                        + " a primitive cannot be null");
        refused(One.class, "{\"name\": \"a\", \"type\": [\"string\", \"int\"]}")
                .hasMessage("schema n.R.a and class int differ: cannot bind Avro union to int:"
                        + " only a sealed interface binds to such a union");
        refused(Sets.class, "{\"name\": \"a\", \"type\": {\"type\": \"array\", \"items\": \"string\"}}")
                .hasMessageContaining("cannot bind Avro array to java.util.Set<java.lang.String>");
        refused(Keyed.class, "{\"name\": \"a\", \"type\": {\"type\": \"map\", \"values\": \"string\"}}")
                .hasMessageContaining("cannot bind Avro map to java.util.Map<java.lang.Integer, java.lang.String>");
        refused(Holding.class, "{\"name\": \"a\", \"type\": {\"type\": \"array\", \"items\": \"string\"}}")
                .hasMessageContaining("schema n.R.a and class java.util.List<")
                .hasMessageContaining("Avro string");
    }

    @Test
    void timesMustStateTheirUnit() {
        refused(Timed.class, "{\"name\": \"a\", \"type\": \"long\"}")
                .hasMessage("schema n.R.a and class java.time.Instant differ: cannot bind Avro long to"
                        + " java.time.Instant: its logicalType must be timestamp-millis");
        refused(Lasting.class, "{\"name\": \"a\", \"type\": \"long\"}")
                .hasMessage("schema n.R.a and class java.time.Duration differ: cannot bind Avro long to"
                        + " java.time.Duration: the field must state \"unit\": \"ms\"");
    }

    @Test
    void symbolsAndConstantsMustBeTheSame() {
        refused(Coloured.class, """
                {"name": "a", "type": {"type": "enum", "name": "Colour", "symbols": ["RED", "GREEN"]}}""")
                .hasMessage("schema n.Colour and class " + HERE + "$Colour differ: the class lacks the schema's symbols"
                        + " [GREEN]; the schema lacks the class's constants [BLUE]");
    }

    @Test
    void branchesAndMembersMustBeTheSame() {
        refused(Chosen.class, """
                {"name": "a", "type": ["null", {"type": "record", "name": "Left", "fields": [{"name": "x", "type": "int"}]}]}""")
                .hasMessageContaining(
                        "and class " + HERE + "$Choice differ: the schema lacks the class's members [Right]");
    }

    @Test
    void schemasWithoutABoundAreRefused() {
        refused(Two.class, "{\"name\": \"a\", \"type\": [\"null\", \"R\"]}, {\"name\": \"b\", \"type\": \"int\"}")
                .hasMessage("schema n.R is recursive, so its depth has no bound");
        refused(One.class, "{\"name\": \"a\", \"type\": {\"type\": \"array\", \"items\": \"null\"}}")
                .hasMessageContaining("an item of {\"type\":\"array\",\"items\":\"null\"} takes no bytes");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(Class<?> type, String fields) {
        var schema =
                new Schema.Parser().parse("{\"type\": \"record\", \"name\": \"n.R\", \"fields\": [" + fields + "]}");
        return assertThatThrownBy(() -> Binding.of(schema, type, Scalars.none()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
