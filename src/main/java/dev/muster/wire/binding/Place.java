package dev.muster.wire.binding;

import java.lang.reflect.Type;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What is being bound, for messages; and the unit that the field around states, for durations. */
record Place(String name, @Nullable String unit) {
    static Place root(Schema schema) {
        return new Place(schema.isUnion() ? schema.toString() : schema.getFullName(), null);
    }

    static Place field(Schema schema, Schema.Field field) {
        return new Place(schema.getFullName() + "." + field.name(), field.getProp("unit"));
    }

    IllegalArgumentException cannotBind(Schema schema, Type type, String why) {
        return new IllegalArgumentException("schema " + name + " and class " + type.getTypeName()
                + " differ: cannot bind Avro " + schema.getType().getName() + " to " + type.getTypeName() + why);
    }
}
