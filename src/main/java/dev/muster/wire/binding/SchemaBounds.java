package dev.muster.wire.binding;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.avro.Schema;

/** What a schema must be so that hostile bytes cannot cost more than their own length. */
final class SchemaBounds {
    private final Deque<String> open = new ArrayDeque<>();

    private SchemaBounds() {}

    /** Refuses recursion (its depth would be the sender's choice) and collections of items that take no bytes. */
    static void check(Schema schema) {
        new SchemaBounds().bytesMin(schema);
    }

    /** The least bytes that a value takes; only zero or not matters. */
    private long bytesMin(Schema schema) {
        switch (schema.getType()) {
            case NULL:
                return 0;
            case FIXED:
                return schema.getFixedSize();
            case RECORD:
                return record(schema);
            case ARRAY:
                return items(schema, bytesMin(schema.getElementType()));
            case MAP:
                return items(schema, 1 + bytesMin(schema.getValueType()));
            case UNION:
                schema.getTypes().forEach(this::bytesMin);
                return 1;
            default:
                return 1;
        }
    }

    private long record(Schema schema) {
        if (open.contains(schema.getFullName())) {
            throw new IllegalArgumentException(
                    "schema " + schema.getFullName() + " is recursive, so its depth has no bound");
        }
        open.push(schema.getFullName());
        long sum = schema.getFields().stream()
                .mapToLong(field -> bytesMin(field.schema()))
                .sum();
        open.pop();
        return sum;
    }

    private long items(Schema schema, long bytesMin) {
        if (bytesMin == 0) {
            throw new IllegalArgumentException("in schema " + open.peek() + ": an item of " + schema
                    + " takes no bytes, so the number of items has no bound");
        }
        return 1;
    }
}
