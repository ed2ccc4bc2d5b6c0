package dev.muster.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a canonical key text: percent-encoded UTF-8 outside {@code [A-Za-z0-9._-]}, a lone {@code -} for an absent
 * part, {@code %2D} for a part that is a lone hyphen. So no separator can stand inside a part.
 */
final class KeyText {
    private static final String ABSENT = "-";

    private KeyText() {}

    static String encode(@Nullable String part) {
        if (part == null) {
            return ABSENT;
        }
        if (part.equals(ABSENT)) {
            return "%2D";
        }
        var text = new StringBuilder(part.length());
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                text.append((char) b);
            } else {
                text.append('%').append(hex(b >> 4)).append(hex(b));
            }
        }
        return text.toString();
    }

    /** @return the part, or null where it is absent; throws IllegalArgumentException for what encode cannot have written */
    static @Nullable String decode(String text) {
        if (text.equals(ABSENT)) {
            return null;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(octet(text, i));
                i += 2;
            } else if (c < 128 && isPlain((byte) c)) {
                bytes.write(c);
            } else {
                throw new IllegalArgumentException("a key part holds a character that must be percent-encoded");
            }
        }
        String part = utf8(bytes.toByteArray());
        if (!encode(part).equals(text)) {
            throw new IllegalArgumentException("a key part is not in canonical form");
        }
        return part;
    }

    private static int octet(String text, int at) {
        if (at + 2 >= text.length()) {
            throw new IllegalArgumentException("a key part ends inside a percent-encoding");
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("a key part holds a malformed percent-encoding");
        }
        return high << 4 | low;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a key part is not UTF-8", e);
        }
    }

    private static boolean isPlain(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '.' || b == '_' || b == '-';
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble & 0xF);
    }
}
