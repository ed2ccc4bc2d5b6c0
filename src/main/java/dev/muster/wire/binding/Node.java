package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** One place of a contract: an Avro type on one side, a Java type on the other. Immutable, shared by threads. */
interface Node {
    /** Whether null is a value here. Elsewhere the node around refuses null before it calls {@code write}. */
    default boolean nullable() {
        return false;
    }

    /** Writes the value; fails with {@link UnencodableException} where the contract cannot say it. */
    void write(Object value, Encoder out) throws IOException;

    /** Fails with {@link UndecodableException}; whatever else a decoder throws becomes one in the record around. */
    @Nullable
    Object read(Decoder in) throws IOException;

    JsonNode toJson(Object value);

    /** The value; null (also) after adding a violation, so callers go by the violations' count. Never throws. */
    @Nullable
    Object fromJson(JsonNode json, FieldPath path, Violations violations);

    /** Holds the rule that null is written only where the schema has a null branch. */
    static void requireValue(Node node, @Nullable Object value) {
        if (value == null && !node.nullable()) {
            throw new UnencodableException("is null, but the schema has no null here");
        }
    }
}
