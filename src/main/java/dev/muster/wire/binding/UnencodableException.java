package dev.muster.wire.binding;

import org.jspecify.annotations.Nullable;

/** A value that its contract cannot say, e.g. null where the schema has none: a fault of the code that made it. */
public final class UnencodableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private String path = "";

    UnencodableException(String reason) {
        this(reason, null);
    }

    UnencodableException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** The field, e.g. {@code placement.zones[2]}. */
    public String path() {
        return path;
    }

    @Override
    public String getMessage() {
        return path.isEmpty() ? reason : path + ": " + reason;
    }

    UnencodableException within(String segment) {
        path = FieldPath.join(segment, path);
        return this;
    }
}
