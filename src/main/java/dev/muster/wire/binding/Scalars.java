package dev.muster.wire.binding;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Classes that stand in contracts as one Avro string, e.g. a resource name. Immutable. */
public final class Scalars {
    private static final Scalars NONE = new Scalars(Map.of());

    /** How one class becomes text and back. */
    record Scalar(Function<Object, Object> format, Function<Object, Object> parse) {}

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
        Map<Class<?>, Scalar> more = new HashMap<>(scalars);
        more.put(type, new Scalar(value -> format.apply(type.cast(value)), text -> parse.apply((String) text)));
        return new Scalars(Map.copyOf(more));
    }

    @Nullable
    Scalar of(Class<?> type) {
        return scalars.get(type);
    }
}
