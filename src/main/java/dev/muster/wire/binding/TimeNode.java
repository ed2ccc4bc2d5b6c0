package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.wire.binding.Violations.Rule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Times: whole milliseconds as an Avro long; ISO-8601 in JSON, where plain milliseconds are accepted too. */
enum TimeNode implements Node {
    INSTANT("an instant such as 2026-01-31T12:00:00Z, or milliseconds since 1970") {
        @Override
        long millis(Object value) {
            return ((Instant) value).toEpochMilli();
        }

        @Override
        Object ofMillis(long millis) {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        Object parse(String text) {
            return Instant.parse(text);
        }
    },
    DURATION("a duration such as PT30S, or milliseconds") {
        @Override
        long millis(Object value) {
            return ((Duration) value).toMillis();
        }

        @Override
        Object ofMillis(long millis) {
            return Duration.ofMillis(millis);
        }

        @Override
        Object parse(String text) {
            return Duration.parse(text);
        }
    };

    private final String form;

    TimeNode(String form) {
        this.form = form;
    }

    /** Cuts what is finer; fails with ArithmeticException beyond a long. */
    abstract long millis(Object value);

    abstract Object ofMillis(long millis);

    /** Fails with DateTimeException. */
    abstract Object parse(String text);

    @Override
    public void write(Object value, Encoder out) throws IOException {
        out.writeLong(checkedMillis(value));
    }

    private long checkedMillis(Object value) {
        try {
            return millis(value);
        } catch (ArithmeticException e) {
            throw new UnencodableException("is beyond 64 bits of milliseconds", e);
        }
    }

    @Override
    public Object read(Decoder in) throws IOException {
        return ofMillis(in.readLong());
    }

    @Override
    public JsonNode toJson(Object value) {
        return JsonNodeFactory.instance.textNode(ofMillis(checkedMillis(value)).toString());
    }

    @Override
    public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return ofMillis(json.longValue());
        }
        if (!json.isTextual()) {
            violations.add(path, Rule.TYPE, "must be " + form);
            return null;
        }
        try {
            return ofMillis(millis(parse(json.textValue())));
        } catch (DateTimeException e) {
            violations.add(path, Rule.FORMAT, "must be " + form);
        } catch (ArithmeticException e) {
            violations.add(path, Rule.RANGE, "must fit 64 bits of milliseconds");
        }
        return null;
    }
}
