package dev.muster.core.state;

/** An entry to forget: {@code key} of a table, both without the scope. */
public record Expiry(What what, String key) {
    public enum What {
        COMMAND,
        KNOWN_KEY,
        /** Of an instance, if it is still gone. */
        TOMBSTONE
    }
}
