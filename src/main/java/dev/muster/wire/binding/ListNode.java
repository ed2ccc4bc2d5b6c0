package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.wire.binding.Violations.Rule;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** A list; what is read is immutable. */
record ListNode(Node item) implements Node {
    /** Room made at first, whatever count the bytes claim. */
    private static final int ITEMS_FIRST = 16;

    @Override
    public void write(Object value, Encoder out) throws IOException {
        List<?> list = (List<?>) value;
        int at = 0;
        out.writeArrayStart();
        out.setItemCount(list.size());
        try {
            for (Object element : list) {
                Node.requireValue(item, element);
                out.startItem();
                item.write(element, out);
                at++;
            }
        } catch (UnencodableException e) {
            throw e.within("[" + at + "]");
        }
        out.writeArrayEnd();
    }

    @Override
    public Object read(Decoder in) throws IOException {
        long count = in.readArrayStart();
        if (count == 0) {
            return List.of();
        }
        Object[] items = new Object[(int) Math.min(count, ITEMS_FIRST)];
        int size = 0;
        try {
            for (; count > 0; count = in.arrayNext()) {
                for (long i = 0; i < count; i++) {
                    if (size == items.length) {
                        items = Arrays.copyOf(items, size + (size >> 1) + 1);
                    }
                    items[size] = item.read(in);
                    size++;
                }
            }
        } catch (IOException | RuntimeException e) {
            throw UndecodableException.of(e).within("[" + size + "]");
        }
        return immutable(size == items.length ? items : Arrays.copyOf(items, size));
    }

    private List<Object> immutable(Object[] items) {
        return item.nullable() ? Collections.unmodifiableList(Arrays.asList(items)) : List.of(items);
    }

    @Override
    public JsonNode toJson(Object value) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int at = 0;
        try {
            for (Object element : (List<?>) value) {
                Node.requireValue(item, element);
                array.add(item.toJson(element));
                at++;
            }
        } catch (UnencodableException e) {
            throw e.within("[" + at + "]");
        }
        return array;
    }

    @Override
    public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
        if (!json.isArray()) {
            violations.add(path, Rule.TYPE, "must be an array");
            return null;
        }
        if (!violations.admits(json.size(), path)) {
            return null;
        }
        int before = violations.count();
        Object[] items = new Object[json.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = item.fromJson(json.get(i), path.item(i), violations);
        }
        return violations.count() == before ? immutable(items) : null;
    }
}
