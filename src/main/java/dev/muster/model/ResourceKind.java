package dev.muster.model;

/** What a resource name names; the fourth part of its text. */
public enum ResourceKind {
    INSTANCES("instances"),
    /** A command is a resource of its own: its events (accepted, succeeded) have their own gap-free sequence. */
    COMMANDS("commands"),
    /** Findings about the scope as a whole, e.g. orphans; there is one such resource a scope, with id {@code scope}. */
    FINDINGS("findings");

    private final String word;

    ResourceKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException for a word that names no kind */
    public static ResourceKind of(String word) {
        for (ResourceKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown resource kind");
    }
}
