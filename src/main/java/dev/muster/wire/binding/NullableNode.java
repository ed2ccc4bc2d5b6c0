package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** A union of null and one type, in either order. */
record NullableNode(Node value, int nullIndex) implements Node {
    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public void write(@Nullable Object object, Encoder out) throws IOException {
        if (object == null) {
            out.writeIndex(nullIndex);
            out.writeNull();
        } else {
            out.writeIndex(1 - nullIndex);
            value.write(object, out);
        }
    }

    @Override
    public @Nullable Object read(Decoder in) throws IOException {
        int index = in.readIndex();
        if (index == nullIndex) {
            in.readNull();
            return null;
        }
        if (index == 1 - nullIndex) {
            return value.read(in);
        }
        throw new UndecodableException("no such branch");
    }

    @Override
    public JsonNode toJson(@Nullable Object object) {
        return object == null ? JsonNodeFactory.instance.nullNode() : value.toJson(object);
    }

    @Override
    public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
        return json.isNull() ? null : value.fromJson(json, path, violations);
    }
}
