package dev.muster.wire.binding;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are not what they should be: cut short, damaged, of an unknown schema, or holding a value that
 * the model refuses. The data is at fault, not the code, so no stack trace is taken. The message names the
 * field and never its value.
 */
public class UndecodableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private String path = "";

    UndecodableException(String reason) {
        this(reason, null);
    }

    UndecodableException(String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.reason = reason;
    }

    /** The field, e.g. {@code placement.zones[2]}; empty when no single field is at fault. */
    public String path() {
        return path;
    }

    @Override
    public String getMessage() {
        return path.isEmpty() ? reason : path + ": " + reason;
    }

    /** The same failure seen from one level further out. */
    UndecodableException within(String segment) {
        path = FieldPath.join(segment, path);
        return this;
    }

    /** A failure thrown by a decoder: ours pass as they are. */
    static UndecodableException of(Exception failure) {
        return failure instanceof UndecodableException known
                ? known
                : new UndecodableException("damaged or of another schema", failure);
    }
}
