package dev.muster.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.wire.binding.Binding;
import org.apache.avro.Schema;

/** Hides, in the JSON form of a value, every field that its schema marks {@code "sensitive": true}. */
final class Mask {
    static final String TEXT = "***";

    private static final String SENSITIVE = "sensitive";

    private Mask() {}

    static void apply(Schema schema, JsonNode json) {
        switch (schema.getType()) {
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    applyTo(field, json);
                }
            }
            case ARRAY -> json.forEach(item -> apply(schema.getElementType(), item));
            case MAP -> json.forEach(value -> apply(schema.getValueType(), value));
            case UNION ->
                schema.getTypes().stream()
                        .filter(branch -> isOf(branch, schema, json))
                        .forEach(branch -> apply(branch, json));
            default -> {} // Plain values are hidden by the field around them.
        }
    }

    private static void applyTo(Schema.Field field, JsonNode json) {
        JsonNode value = json.get(field.name());
        if (value == null || value.isNull()) {
            return;
        }
        if (Boolean.TRUE.equals(field.getObjectProp(SENSITIVE))) {
            ((ObjectNode) json).put(field.name(), TEXT);
        } else {
            apply(field.schema(), value);
        }
    }

    /** Of a family, the branch that the JSON names; of a nullable type, the type. */
    private static boolean isOf(Schema branch, Schema union, JsonNode json) {
        boolean isNull = branch.getType() == Schema.Type.NULL;
        JsonNode member = json.get(Binding.MEMBER_PROPERTY);
        boolean family = union.getTypes().stream()
                        .filter(type -> type.getType() == Schema.Type.RECORD)
                        .count()
                > 1;
        return family
                ? member != null && !isNull && member.asText().equals(branch.getName())
                : !isNull && !json.isNull();
    }
}
