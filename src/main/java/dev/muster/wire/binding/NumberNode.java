package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.wire.binding.Violations.Rule;
import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Numbers and truth values. */
enum NumberNode implements Node {
    INT {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeInt((Integer) value);
        }

        @Override
        public Object read(Decoder in) throws IOException {
            return in.readInt();
        }

        @Override
        public JsonNode toJson(Object value) {
            return JsonNodeFactory.instance.numberNode((int) (Integer) value);
        }

        @Override
        public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
            return isWhole(json, json.canConvertToInt(), "32", path, violations) ? json.intValue() : null;
        }
    },
    LONG {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeLong((Long) value);
        }

        @Override
        public Object read(Decoder in) throws IOException {
            return in.readLong();
        }

        @Override
        public JsonNode toJson(Object value) {
            return JsonNodeFactory.instance.numberNode((long) (Long) value);
        }

        @Override
        public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
            return isWhole(json, json.canConvertToLong(), "64", path, violations) ? json.longValue() : null;
        }
    },
    /** JSON has no words for what is not finite: those are the strings NaN, Infinity and -Infinity. */
    DOUBLE {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeDouble((Double) value);
        }

        @Override
        public Object read(Decoder in) throws IOException {
            return in.readDouble();
        }

        @Override
        public JsonNode toJson(Object value) {
            double number = (Double) value;
            return Double.isFinite(number)
                    ? JsonNodeFactory.instance.numberNode(number)
                    : JsonNodeFactory.instance.textNode(Double.toString(number));
        }

        @Override
        public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
            if (json.isNumber()) {
                double number = json.doubleValue();
                if (Double.isFinite(number)) {
                    return number;
                }
                violations.add(path, Rule.RANGE, "must be a number within double precision");
                return null;
            }
            String text = json.isTextual() ? json.textValue() : "";
            if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
                return Double.valueOf(text);
            }
            violations.add(path, Rule.TYPE, "must be a number");
            return null;
        }
    },
    BOOLEAN {
        @Override
        public void write(Object value, Encoder out) throws IOException {
            out.writeBoolean((Boolean) value);
        }

        @Override
        public Object read(Decoder in) throws IOException {
            return in.readBoolean();
        }

        @Override
        public JsonNode toJson(Object value) {
            return JsonNodeFactory.instance.booleanNode((Boolean) value);
        }

        @Override
        public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
            if (json.isBoolean()) {
                return json.booleanValue();
            }
            violations.add(path, Rule.TYPE, "must be true or false");
            return null;
        }
    };

    /** 3.0 is a whole number in JSON too, but no person means it: only what is written as an integer counts. */
    private static boolean isWhole(JsonNode json, boolean fits, String bits, FieldPath path, Violations violations) {
        if (!json.isIntegralNumber()) {
            violations.add(path, Rule.TYPE, "must be a whole number");
            return false;
        }
        if (!fits) {
            violations.add(path, Rule.RANGE, "must fit " + bits + " bits");
        }
        return fits;
    }
}
