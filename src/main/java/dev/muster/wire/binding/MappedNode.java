package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.wire.binding.Violations.Rule;
import java.io.IOException;
import java.util.function.Function;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * A class that stands in the contract as one plain value: a scalar as text, a record of one component as that
 * component.
 *
 * @param unwrap never fails for a value of the model
 * @param wrap refuses with a RuntimeException
 * @param rule what a refusal counts as in JSON
 */
record MappedNode(Node inner, Function<Object, Object> unwrap, Function<Object, Object> wrap, Rule rule)
        implements Node {
    @Override
    public void write(Object value, Encoder out) throws IOException {
        inner.write(unwrapped(value), out);
    }

    private Object unwrapped(Object value) {
        Object plain = unwrap.apply(value);
        Node.requireValue(inner, plain);
        return plain;
    }

    @Override
    public Object read(Decoder in) throws IOException {
        Object plain = inner.read(in);
        try {
            return wrap.apply(plain);
        } catch (RuntimeException e) {
            throw new UndecodableException(Refusal.reason(e, plain), e);
        }
    }

    @Override
    public JsonNode toJson(Object value) {
        return inner.toJson(unwrapped(value));
    }

    @Override
    public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
        Object plain = inner.fromJson(json, path, violations);
        if (plain == null) {
            return null;
        }
        try {
            return wrap.apply(plain);
        } catch (RuntimeException e) {
            violations.add(path, rule, Refusal.reason(e, plain));
            return null;
        }
    }
}
