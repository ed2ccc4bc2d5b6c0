package dev.muster.wire.binding;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with one JSON document, collected in one pass so that a person mends it in one go. Messages
 * never hold the offending value: it may be a secret. Not for sharing between threads.
 */
public final class Violations {
    /** Violations kept of one document; later ones are only counted. */
    public static final int KEPT_MAX = 100;

    /** List items and map entries read of one document, in all. */
    public static final int ITEMS_MAX = 100_000;

    /** What kind of wrong; consumers switch on this and never parse the message. */
    public enum Rule {
        /** Absent or null, and the contract has neither a default nor a null there. */
        REQUIRED,
        /** Another JSON type than the contract's. */
        TYPE,
        /** No symbol of the enum, or no member of the family. */
        ENUM,
        /** A name that the contract does not have. */
        UNKNOWN_FIELD,
        /** The right type, but a value (or a combination of values) that the model refuses. */
        RANGE,
        /** Text that does not parse as what it stands for. */
        FORMAT
    }

    /** One thing wrong. {@code field} is a path such as {@code placement.zones[2]}; empty means the document itself. */
    public record Violation(String field, Rule rule, String message) {}

    private final List<Violation> kept = new ArrayList<>();
    private int count;
    private int items;

    public void add(String field, Rule rule, String message) {
        count++;
        if (kept.size() < KEPT_MAX) {
            kept.add(new Violation(field, rule, message));
        }
    }

    void add(FieldPath path, Rule rule, String message) {
        add(count < KEPT_MAX ? path.toString() : "", rule, message);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** All violations found, kept or not. */
    public int count() {
        return count;
    }

    /** The first {@value #KEPT_MAX}, in the order of the schema. */
    public List<Violation> list() {
        return List.copyOf(kept);
    }

    /** Whether a collection of this size may still be read; when not, says so. */
    boolean admits(int size, FieldPath path) {
        if (size > ITEMS_MAX - items) {
            add(path, Rule.RANGE, "the document has more than " + ITEMS_MAX + " list items and map entries");
            return false;
        }
        items += size;
        return true;
    }

    @Override
    public String toString() {
        return kept.toString();
    }
}
