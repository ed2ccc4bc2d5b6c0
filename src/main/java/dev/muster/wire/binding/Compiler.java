package dev.muster.wire.binding;

import dev.muster.wire.binding.Violations.Rule;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Walks a schema and a Java type side by side and makes the nodes; the only place that decides what binds to what. */
final class Compiler {
    private static final Map<Schema.Type, Map<Class<?>, Node>> PLAIN = Map.of(
            Schema.Type.INT, Map.of(int.class, NumberNode.INT, Integer.class, NumberNode.INT),
            Schema.Type.LONG, Map.of(long.class, NumberNode.LONG, Long.class, NumberNode.LONG),
            Schema.Type.DOUBLE, Map.of(double.class, NumberNode.DOUBLE, Double.class, NumberNode.DOUBLE),
            Schema.Type.BOOLEAN, Map.of(boolean.class, NumberNode.BOOLEAN, Boolean.class, NumberNode.BOOLEAN),
            Schema.Type.STRING, Map.of(String.class, PlainNode.TEXT, UUID.class, UuidText.NODE),
            Schema.Type.BYTES, Map.of(byte[].class, PlainNode.BYTES));

    private final Scalars scalars;

    /** One node for each pair of record schema and class, however often it is used. */
    private final Map<List<Object>, RecordNode> records = new HashMap<>();

    Compiler(Scalars scalars) {
        this.scalars = scalars;
    }

    Node node(Schema schema, Type type, Place place) {
        if (schema.isUnion()) {
            return union(schema, type, place);
        }
        if (type instanceof ParameterizedType generic) {
            return collection(schema, generic, place);
        }
        if (!(type instanceof Class<?> plain)) {
            throw place.cannotBind(schema, type, ": the Java type is not a plain one");
        }
        switch (schema.getType()) {
            case RECORD:
                if (plain.isRecord()) {
                    return record(schema, plain);
                }
                throw place.cannotBind(schema, type, "");
            case ENUM:
                if (plain.isEnum()) {
                    return new EnumNode(schema, plain);
                }
                throw place.cannotBind(schema, type, "");
            default:
                return plain(schema, plain, place);
        }
    }

    private Node plain(Schema schema, Class<?> type, Place place) {
        Scalars.Scalar scalar = scalars.of(type);
        if (scalar != null && schema.getType() == scalar.avro()) {
            Node inner = scalar.avro() == Schema.Type.BYTES ? PlainNode.BYTES : PlainNode.TEXT;
            return new MappedNode(inner, scalar.format(), scalar.parse(), Rule.FORMAT);
        }
        Node known = PLAIN.getOrDefault(schema.getType(), Map.of()).get(type);
        if (known != null) {
            return known;
        }
        if (schema.getType() == Schema.Type.LONG && (type == Instant.class || type == Duration.class)) {
            return time(schema, type, place);
        }
        if (PLAIN.containsKey(schema.getType()) && type.isRecord() && type.getRecordComponents().length == 1) {
            return unwrapped(schema, type, place);
        }
        throw place.cannotBind(schema, type, "");
    }

    private static Node time(Schema schema, Class<?> type, Place place) {
        if (type == Instant.class) {
            if ("timestamp-millis".equals(schema.getProp("logicalType"))) {
                return TimeNode.INSTANT;
            }
            throw place.cannotBind(schema, type, ": its logicalType must be timestamp-millis");
        }
        if ("ms".equals(schema.getProp("unit")) || "ms".equals(place.unit())) {
            return TimeNode.DURATION;
        }
        throw place.cannotBind(schema, type, ": the field must state \"unit\": \"ms\"");
    }

    /** A record of one component stands in the contract as that component. */
    private Node unwrapped(Schema schema, Class<?> type, Place place) {
        RecordShape shape = new RecordShape(type);
        RecordComponent only = shape.components().get(0);
        Node inner = node(schema, only.getGenericType(), place);
        Rule rule = schema.getType() == Schema.Type.STRING ? Rule.FORMAT : Rule.RANGE;
        return new MappedNode(inner, shape.accessor(only), value -> shape.construct(new Object[] {value}), rule);
    }

    private Node collection(Schema schema, ParameterizedType type, Place place) {
        Type[] arguments = type.getActualTypeArguments();
        if (schema.getType() == Schema.Type.ARRAY && type.getRawType() == List.class) {
            return new ListNode(node(schema.getElementType(), arguments[0], place));
        }
        if (schema.getType() == Schema.Type.MAP && type.getRawType() == Map.class && arguments[0] == String.class) {
            return new MapNode(node(schema.getValueType(), arguments[1], place));
        }
        throw place.cannotBind(schema, type, "");
    }

    private Node union(Schema schema, Type type, Place place) {
        List<Schema> branches = schema.getTypes();
        if (type instanceof Class<?> family && family.isInterface() && family.isSealed()) {
            return family(schema, family);
        }
        int nullIndex = branches.indexOf(Schema.create(Schema.Type.NULL));
        if (branches.size() != 2 || nullIndex < 0) {
            throw place.cannotBind(schema, type, ": only a sealed interface binds to such a union");
        }
        if (type instanceof Class<?> primitive && primitive.isPrimitive()) {
            throw place.cannotBind(schema, type, ": a primitive cannot be null");
        }
        return new NullableNode(node(branches.get(1 - nullIndex), type, place), nullIndex);
    }

    private Node family(Schema schema, Class<?> family) {
        Map<String, Class<?>> members = SealedFamily.members(family).stream()
                .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));
        List<String> names = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .map(Schema::getName)
                .toList();
        Mismatch.requireSame("branches", schema, names, "members", family, members.keySet());
        List<@Nullable RecordNode> branches = new ArrayList<>();
        for (Schema branch : schema.getTypes()) {
            Class<?> member = members.get(branch.getName());
            branches.add(
                    member == null ? null : record(branch, member)); // Only the null branch has none, as was checked.
        }
        return new UnionNode(branches);
    }

    private RecordNode record(Schema schema, Class<?> type) {
        List<Object> key = List.of(schema.getFullName(), type);
        RecordNode known = records.get(key);
        if (known == null) {
            known = newRecord(schema, new RecordShape(type));
            records.put(key, known);
        }
        return known;
    }

    private RecordNode newRecord(Schema schema, RecordShape shape) {
        List<String> components =
                shape.components().stream().map(RecordComponent::getName).toList();
        List<String> fields =
                schema.getFields().stream().map(Schema.Field::name).toList();
        Mismatch.requireSame("fields", schema, fields, "components", shape.type(), components);
        List<RecordNode.Part> parts = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            int at = components.indexOf(field.name());
            RecordComponent component = shape.components().get(at);
            Node node = node(field.schema(), component.getGenericType(), Place.field(schema, field));
            parts.add(new RecordNode.Part(
                    field.name(),
                    node,
                    shape.accessor(component),
                    at,
                    field.hasDefaultValue() || node.nullable(),
                    field.hasDefaultValue() ? FieldDefault.read(field, node) : null));
        }
        return new RecordNode(schema, shape, parts);
    }
}
