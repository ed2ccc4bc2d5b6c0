package dev.muster.model;

import org.jspecify.annotations.Nullable;

/**
 * A zone a user may ask for.
 *
 * @param name the provider's zone name, e.g. {@code us-east-1a}
 * @param id the provider's stable zone id, e.g. {@code use1-az4}; null where it has none, or none is known yet
 */
public record Zone(String name, @Nullable String id) {
    /** Whether a user who wrote {@code word} meant this zone; both the name and the id are understood. */
    public boolean isCalled(String word) {
        return name.equals(word) || word.equals(id);
    }
}
