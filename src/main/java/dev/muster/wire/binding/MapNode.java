package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.wire.binding.Violations.Rule;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * A map by text. Written in the order of its keys (UTF-16 code units), so that equal maps give equal bytes;
 * read in the order of the bytes, immutable.
 */
record MapNode(Node value) implements Node {
    @Override
    public void write(Object map, Encoder out) throws IOException {
        Map<String, Object> sorted = sorted(map);
        out.writeMapStart();
        out.setItemCount(sorted.size());
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            try {
                Node.requireValue(value, entry.getValue());
                out.startItem();
                out.writeString(entry.getKey());
                value.write(entry.getValue(), out);
            } catch (UnencodableException e) {
                throw e.within(entry.getKey());
            }
        }
        out.writeMapEnd();
    }

    @SuppressWarnings("unchecked") // The binding admits Map<String, …> only.
    private static Map<String, Object> sorted(Object value) {
        Map<String, Object> map = (Map<String, Object>) value;
        try {
            return map.isEmpty() ? map : new TreeMap<>(map);
        } catch (NullPointerException e) {
            throw new UnencodableException("has a null key", e);
        }
    }

    @Override
    public Object read(Decoder in) throws IOException {
        long count = in.readMapStart();
        if (count == 0) {
            return Map.of();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        long entries = 0;
        for (; count > 0; count = in.mapNext()) {
            entries += count;
            for (long i = 0; i < count; i++) {
                map.put(in.readString(), readValue(in));
            }
        }
        if (map.size() == entries) {
            return Collections.unmodifiableMap(map);
        }
        throw new UndecodableException("a key stands twice");
    }

    private @Nullable Object readValue(Decoder in) {
        try {
            return value.read(in);
        } catch (IOException | RuntimeException e) {
            throw UndecodableException.of(e).within("{}");
        }
    }

    @Override
    public JsonNode toJson(Object map) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        sorted(map).forEach((key, element) -> object.set(key, toJson(key, element)));
        return object;
    }

    private JsonNode toJson(String key, Object element) {
        try {
            Node.requireValue(value, element);
            return value.toJson(element);
        } catch (UnencodableException e) {
            throw e.within(key);
        }
    }

    @Override
    public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
        if (!json.isObject()) {
            violations.add(path, Rule.TYPE, "must be an object");
            return null;
        }
        if (!violations.admits(json.size(), path)) {
            return null;
        }
        int before = violations.count();
        Map<String, Object> map = new LinkedHashMap<>();
        json.properties().forEach(entry -> {
            FieldPath at = path.chosen(entry.getKey());
            if (!PlainNode.isWellFormed(entry.getKey())) {
                violations.add(at, Rule.FORMAT, "must have a name of Unicode text");
            }
            map.put(entry.getKey(), value.fromJson(entry.getValue(), at, violations));
        });
        return violations.count() == before ? Collections.unmodifiableMap(map) : null;
    }
}
