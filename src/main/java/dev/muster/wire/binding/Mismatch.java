package dev.muster.wire.binding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.Schema;

/** A contract and a class that do not agree: found when binding, so at start and in the first test. */
final class Mismatch {
    private Mismatch() {}

    /** Both sides must have the same names; else says what each lacks. */
    static void requireSame(
            String schemaWord,
            Schema schema,
            Collection<String> inSchema,
            String classWord,
            Class<?> type,
            Collection<String> inClass) {
        List<String> lacks = new ArrayList<>();
        TreeSet<String> onlySchema = new TreeSet<>(inSchema);
        onlySchema.removeAll(inClass);
        if (!onlySchema.isEmpty()) {
            lacks.add("the class lacks the schema's " + schemaWord + " " + onlySchema);
        }
        TreeSet<String> onlyClass = new TreeSet<>(inClass);
        onlyClass.removeAll(inSchema);
        if (!onlyClass.isEmpty()) {
            lacks.add("the schema lacks the class's " + classWord + " " + onlyClass);
        }
        if (!lacks.isEmpty()) {
            String name = schema.isUnion() ? schema.toString() : schema.getFullName();
            throw new IllegalArgumentException(
                    "schema " + name + " and class " + type.getName() + " differ: " + String.join("; ", lacks));
        }
    }
}
