package dev.muster.wire.binding;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Classes that stand in contracts as one Avro string, e.g. a resource name, or as Avro bytes. Immutable. */
public final class Scalars {
    private static final Scalars NONE = new Scalars(Map.of());

    /** How one class becomes text (or bytes) and back. */
    record Scalar(Schema.Type avro, Function<Object, Object> format, Function<Object, Object> parse) {}

    private final Map<Class<?>, Scalar> scalars;

    private Scalars(Map<Class<?>, Scalar> scalars) {
        this.scalars = scalars;
    }

    public static Scalars none() {
        return NONE;
    }

    /**
     * These and one more. {@code parse(format(x))} must equal {@code x}.
     *
     * @param parse refuses with IllegalArgumentException, whose message reaches users: it must not quote the text
     */
    public <T> Scalars with(Class<T> type, Function<T, String> format, Function<String, T> parse) {
        return with(type, Schema.Type.STRING, format, text -> parse.apply((String) text));
    }

    /** As {@link #with}, for a class that stands in contracts as bytes: in JSON, base64. */
    public <T> Scalars withBytes(Class<T> type, Function<T, byte[]> format, Function<byte[], T> parse) {
        return with(type, Schema.Type.BYTES, format, bytes -> parse.apply((byte[]) bytes));
    }

    private <T> Scalars with(Class<T> type, Schema.Type avro, Function<T, ?> format, Function<Object, Object> parse) {
        Map<Class<?>, Scalar> more = new HashMap<>(scalars);
        more.put(type, new Scalar(avro, value -> format.apply(type.cast(value)), parse));
        return new Scalars(Map.copyOf(more));
    }

    @Nullable
    Scalar of(Class<?> type) {
        return scalars.get(type);
    }
}
