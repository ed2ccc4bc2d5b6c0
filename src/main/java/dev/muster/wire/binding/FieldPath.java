package dev.muster.wire.binding;

import org.jspecify.annotations.Nullable;

/** Where a value stands in a document, e.g. {@code placement.zones[2]}. Rendered only when something is wrong. */
record FieldPath(@Nullable FieldPath parent, String segment) {
    /** Longest user-chosen name that is shown; the rest is cut, as a name may be anything. */
    private static final int NAME_CHARS_MAX = 64;

    static final FieldPath ROOT = new FieldPath(null, "");

    FieldPath field(String name) {
        return new FieldPath(this, name);
    }

    FieldPath item(int index) {
        return new FieldPath(this, "[" + index + "]");
    }

    /** A step whose name the sender chose: cut, and all but letters, digits and {@code _-./} shown as ?. */
    FieldPath chosen(String name) {
        String cut = name.length() > NAME_CHARS_MAX ? name.substring(0, NAME_CHARS_MAX) : name;
        return new FieldPath(this, cut.replaceAll("[^A-Za-z0-9_./-]", "?"));
    }

    @Override
    public String toString() {
        return parent == null ? segment : join(parent.toString(), segment);
    }

    /** {@code a} and {@code b} give {@code a.b}; {@code a} and {@code [1]} give {@code a[1]}. */
    static String join(String outer, String inner) {
        return outer.isEmpty() || inner.isEmpty() || inner.startsWith("[") ? outer + inner : outer + "." + inner;
    }
}
