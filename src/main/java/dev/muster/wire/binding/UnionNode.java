package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.wire.binding.Violations.Rule;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** A sealed family: a union of records, told apart by simple class name; perhaps with null. */
final class UnionNode implements Node {
    private final List<@Nullable RecordNode> branches;
    private final int nullIndex;
    private final Map<Class<?>, Integer> indexOfClass = new HashMap<>();
    private final Map<String, RecordNode> byName = new TreeMap<>();

    /** Branches in the schema's order; the null branch is null. */
    UnionNode(List<@Nullable RecordNode> branches) {
        this.branches = branches;
        this.nullIndex = branches.indexOf(null);
        for (int i = 0; i < branches.size(); i++) {
            RecordNode branch = branches.get(i);
            if (branch != null) {
                indexOfClass.put(branch.type(), i);
                byName.put(branch.name(), branch);
            }
        }
    }

    @Override
    public boolean nullable() {
        return nullIndex >= 0;
    }

    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
        if (value == null) {
            out.writeIndex(nullIndex);
            out.writeNull();
        } else {
            int index = indexOf(value);
            out.writeIndex(index);
            branches.get(index).write(value, out);
        }
    }

    private int indexOf(Object value) {
        Integer index = indexOfClass.get(value.getClass());
        if (index != null) {
            return index;
        }
        throw new UnencodableException("is no member of the family");
    }

    @Override
    public @Nullable Object read(Decoder in) throws IOException {
        int index = in.readIndex();
        if (index < 0 || index >= branches.size()) {
            throw new UndecodableException("no such branch");
        }
        RecordNode branch = branches.get(index);
        if (branch != null) {
            return branch.read(in);
        }
        in.readNull();
        return null;
    }

    @Override
    public JsonNode toJson(@Nullable Object value) {
        if (value == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        RecordNode branch = branches.get(indexOf(value));
        return branch.toJson(value, JsonNodeFactory.instance.objectNode().put(Binding.MEMBER_PROPERTY, branch.name()));
    }

    @Override
    public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
        if (json.isNull() && nullable()) {
            return null;
        }
        if (!json.isObject()) {
            violations.add(path, Rule.TYPE, "must be an object");
            return null;
        }
        JsonNode name = json.get(Binding.MEMBER_PROPERTY);
        RecordNode branch = name == null ? null : byName.get(name.asText());
        if (branch != null) {
            return branch.fromJson(json, path, violations, true);
        }
        violations.add(
                path.field(Binding.MEMBER_PROPERTY),
                name == null ? Rule.REQUIRED : Rule.ENUM,
                "must be one of " + String.join(", ", byName.keySet()));
        return null;
    }
}
