package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.wire.binding.Violations.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Text and bytes. */
enum PlainNode implements Node {
    TEXT {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeString((String) value);
        }

        @Override
        public Object read(Decoder in) throws IOException {
            return in.readString();
        }

        @Override
        public JsonNode toJson(Object value) {
            return JsonNodeFactory.instance.textNode((String) value);
        }

        @Override
        public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
            if (!json.isTextual()) {
                violations.add(path, Rule.TYPE, "must be a string");
                return null;
            }
            if (isWellFormed(json.textValue())) {
                return json.textValue();
            }
            violations.add(path, Rule.FORMAT, "must be Unicode text, without half of a surrogate pair");
            return null;
        }
    },
    /** JSON: standard base64 with padding. */
    BYTES {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeBytes((byte[]) value);
        }

        @Override
        public Object read(Decoder in) throws IOException {
            ByteBuffer buffer = in.readBytes(null);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }

        @Override
        public JsonNode toJson(Object value) {
            return JsonNodeFactory.instance.textNode(Base64.getEncoder().encodeToString((byte[]) value));
        }

        @Override
        public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
            if (!json.isTextual()) {
                violations.add(path, Rule.TYPE, "must be a base64 string");
                return null;
            }
            try {
                return Base64.getDecoder().decode(json.textValue());
            } catch (IllegalArgumentException e) {
                violations.add(path, Rule.FORMAT, "must be base64");
                return null;
            }
        }
    };

    /** UTF-8 has no form for a lone surrogate: Java would write it as ?, and the text would change on its way. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isHighSurrogate(text.charAt(i))
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
