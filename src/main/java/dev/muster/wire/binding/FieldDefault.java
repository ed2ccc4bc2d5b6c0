package dev.muster.wire.binding;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.jspecify.annotations.Nullable;

/** A field's default as the model's value, through Avro's own reading of it. */
final class FieldDefault {
    private FieldDefault() {}

    /** Resolves a record without the field to one with only the field: what comes out is the default. */
    static @Nullable Object read(Schema.Field field, Node node) {
        Schema without = Schema.createRecord("Defaults", null, "dev.muster.wire", false, List.of());
        Schema with = Schema.createRecord(
                "Defaults", null, "dev.muster.wire", false, List.of(new Schema.Field(field, field.schema())));
        try {
            ResolvingDecoder in =
                    DecoderFactory.get().resolvingDecoder(without, with, new BoundedDecoder(new byte[0], 0));
            in.readFieldOrder();
            return node.read(in);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "the default of field " + field.name() + " is not a value of its type", e);
        }
    }
}
