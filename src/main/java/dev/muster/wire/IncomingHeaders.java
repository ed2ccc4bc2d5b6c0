package dev.muster.wire;

import dev.muster.model.Failure.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers of a record from outside: each is text of bounded length, or a violation. Of one record; not for sharing. */
final class IncomingHeaders {
    /** Longest header that is read, in bytes. */
    private static final int BYTES_MAX = 512;

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Map<String, byte[]> headers;
    private final List<Violation> violations;

    IncomingHeaders(Map<String, byte[]> headers, List<Violation> violations) {
        this.headers = headers;
        this.violations = violations;
    }

    void refuse(String name, String rule, String message) {
        violations.add(new Violation(name, rule, message));
    }

    /** How many violations there are so far, whoever added them. */
    int count() {
        return violations.size();
    }

    byte @Nullable [] bytes(String name) {
        return headers.get(name);
    }

    /** Null where it is absent, or after adding a violation. */
    @Nullable
    String text(String name) {
        byte[] bytes = headers.get(name);
        if (bytes == null) {
            return null;
        }
        String text = bytes.length > BYTES_MAX ? null : utf8(bytes);
        if (text == null) {
            refuse(name, "FORMAT", "A header is at most " + BYTES_MAX + " bytes of UTF-8.");
        }
        return text;
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Null, too, for one that is malformed: W3C has it ignored, since a command need not fail for its trace. */
    @Nullable
    String traceparent() {
        byte[] bytes = headers.get(CloudEventHeaders.TRACEPARENT);
        String text = bytes == null || bytes.length > BYTES_MAX ? null : utf8(bytes);
        return text != null && TRACEPARENT.matcher(text).matches() ? text : null;
    }
}
