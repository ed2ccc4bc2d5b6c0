package dev.muster.wire.binding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.wire.binding.Violations.Rule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON text as users send it, bounded in every direction before a tree is built. */
final class StrictJson {
    static final int BYTES_MAX = 1 << 20;
    private static final int DEPTH_MAX = 64;
    private static final int NUMBER_CHARS_MAX = 64;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(NUMBER_CHARS_MAX)
                            .maxStringLength(BYTES_MAX)
                            .build())
                    // Two readings of one document is how a check is passed with a value that is not used.
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private StrictJson() {}

    /** Null after adding a violation. Jackson's own sentences quote the text, so only the place is taken over. */
    static @Nullable JsonNode parse(byte[] utf8, Violations violations) {
        if (utf8.length > BYTES_MAX) {
            violations.add("", Rule.RANGE, "the document is longer than " + BYTES_MAX + " bytes");
            return null;
        }
        try {
            return READER.readValue(utf8);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            violations.add("", Rule.FORMAT, "the document is not JSON that can be read" + place);
        } catch (IOException e) {
            violations.add("", Rule.FORMAT, "the document is not JSON that can be read");
        }
        return null;
    }
}
