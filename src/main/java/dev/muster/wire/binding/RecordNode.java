package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.wire.binding.Violations.Rule;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.jspecify.annotations.Nullable;

/** A record: fields in the schema's order, components by the same names in any order. */
final class RecordNode implements Node {
    /**
     * One field.
     *
     * @param component its position in the record's constructor
     * @param optional JSON may leave it out; then it is {@code absent}
     */
    record Part(
            String name,
            Node node,
            Function<Object, Object> accessor,
            int component,
            boolean optional,
            @Nullable Object absent) {}

    private final String name;
    private final RecordShape shape;
    private final Part[] parts;
    private final Set<String> names;

    RecordNode(Schema schema, RecordShape shape, List<Part> parts) {
        this.name = schema.getName();
        this.shape = shape;
        this.parts = parts.toArray(Part[]::new);
        this.names = parts.stream().map(Part::name).collect(Collectors.toSet());
    }

    String name() {
        return name;
    }

    Class<?> type() {
        return shape.type();
    }

    @Override
    public void write(Object value, Encoder out) throws IOException {
        int at = 0;
        try {
            for (; at < parts.length; at++) {
                Object component = parts[at].accessor.apply(value);
                Node node = parts[at].node;
                Node.requireValue(node, component);
                node.write(component, out);
            }
        } catch (UnencodableException e) {
            throw e.within(parts[at].name);
        }
    }

    @Override
    public Object read(Decoder in) {
        Object[] components = new Object[parts.length];
        int at = 0;
        try {
            if (in instanceof ResolvingDecoder resolving) {
                for (Schema.Field field : resolving.readFieldOrder()) {
                    at = field.pos();
                    components[parts[at].component] = parts[at].node.read(in);
                }
            } else {
                for (; at < parts.length; at++) {
                    components[parts[at].component] = parts[at].node.read(in);
                }
            }
        } catch (IOException | RuntimeException e) {
            UndecodableException failure = UndecodableException.of(e);
            throw at < parts.length ? failure.within(parts[at].name) : failure;
        }
        try {
            return shape.construct(components);
        } catch (RuntimeException e) {
            throw new UndecodableException(Refusal.reason(e, components), e);
        }
    }

    @Override
    public JsonNode toJson(Object value) {
        return toJson(value, JsonNodeFactory.instance.objectNode());
    }

    ObjectNode toJson(Object value, ObjectNode object) {
        int at = 0;
        try {
            for (; at < parts.length; at++) {
                Part part = parts[at];
                Object component = part.accessor.apply(value);
                Node.requireValue(part.node, component);
                if (component != null || part.absent != null) { // Left out it would come back as the default.
                    object.set(part.name, part.node.toJson(component));
                }
            }
        } catch (UnencodableException e) {
            throw e.within(parts[at].name);
        }
        return object;
    }

    @Override
    public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
        return fromJson(json, path, violations, false);
    }

    /** {@code member}: the object may also name its member of a family. */
    @Nullable
    Object fromJson(JsonNode json, FieldPath path, Violations violations, boolean member) {
        if (!json.isObject()) {
            violations.add(path, Rule.TYPE, "must be an object");
            return null;
        }
        int before = violations.count();
        Object[] components = new Object[parts.length];
        for (Part part : parts) {
            components[part.component] = component(part, json.get(part.name), path.field(part.name), violations);
        }
        refuseUnknown(json, path, violations, member);
        if (violations.count() > before) {
            return null;
        }
        try {
            return shape.construct(components);
        } catch (RuntimeException e) {
            violations.add(path, Rule.RANGE, Refusal.reason(e, components));
            return null;
        }
    }

    private static @Nullable Object component(
            Part part, @Nullable JsonNode json, FieldPath path, Violations violations) {
        if (json == null && part.optional) {
            return part.absent;
        }
        if (json == null || (json.isNull() && !part.node.nullable())) {
            violations.add(path, Rule.REQUIRED, json == null ? "is required" : "must not be null");
            return null;
        }
        return part.node.fromJson(json, path, violations);
    }

    private void refuseUnknown(JsonNode json, FieldPath path, Violations violations, boolean member) {
        json.fieldNames().forEachRemaining(field -> {
            boolean known = names.contains(field) || (member && field.equals(Binding.MEMBER_PROPERTY));
            if (!known) {
                violations.add(path.chosen(field), Rule.UNKNOWN_FIELD, "is not a field of " + name);
            }
        });
    }
}
