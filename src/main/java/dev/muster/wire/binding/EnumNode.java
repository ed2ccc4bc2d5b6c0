package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.wire.binding.Violations.Rule;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** A Java enum by the names of its constants; their order may differ from the schema's. */
@SuppressWarnings("EnumOrdinal") // A position in an array made from this very enum, and nowhere else.
final class EnumNode implements Node {
    private final List<String> symbols;
    private final Map<String, Enum<?>> bySymbol;
    private final Enum<?>[] byIndex;
    private final int[] indexOfOrdinal;

    EnumNode(Schema schema, Class<?> type) {
        symbols = schema.getEnumSymbols();
        bySymbol = Arrays.stream((Enum<?>[]) type.getEnumConstants())
                .collect(Collectors.toMap(Enum::name, Function.identity()));
        Mismatch.requireSame("symbols", schema, symbols, "constants", type, bySymbol.keySet());
        byIndex = symbols.stream().map(bySymbol::get).toArray(Enum<?>[]::new);
        indexOfOrdinal = new int[byIndex.length];
        for (int i = 0; i < byIndex.length; i++) {
            indexOfOrdinal[byIndex[i].ordinal()] = i;
        }
    }

    @Override
    public void write(Object value, Encoder out) throws IOException {
        out.writeEnum(indexOfOrdinal[((Enum<?>) value).ordinal()]);
    }

    @Override
    public Object read(Decoder in) throws IOException {
        int index = in.readEnum();
        if (index >= 0 && index < byIndex.length) {
            return byIndex[index];
        }
        throw new UndecodableException("no such symbol");
    }

    @Override
    public JsonNode toJson(Object value) {
        return JsonNodeFactory.instance.textNode(((Enum<?>) value).name());
    }

    @Override
    public @Nullable Object fromJson(JsonNode json, FieldPath path, Violations violations) {
        if (!json.isTextual()) {
            violations.add(path, Rule.TYPE, "must be a string");
            return null;
        }
        Enum<?> constant = bySymbol.get(json.textValue());
        if (constant == null) {
            violations.add(path, Rule.ENUM, "must be one of " + String.join(", ", new TreeSet<>(symbols)));
        }
        return constant;
    }
}
