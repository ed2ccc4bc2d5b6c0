package dev.muster.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as bytes that sort, unsigned, as Java sorts the text: UTF-8, but for each half of a surrogate pair by itself
 * (known as CESU-8). Java compares by UTF-16 unit, and real UTF-8 puts what needs a pair behind {@code U+FFFF}, the end of
 * every prefix scan. For text without surrogates, so for all of our own keys, it is plain UTF-8.
 */
final class KeyBytes {
    private KeyBytes() {}

    /** {@code head}, a zero byte, {@code rest}. The head is plain ASCII without a zero. */
    static byte[] of(String head, String rest) {
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(start, start.length + 1 + sizeOf(rest));
        int at = start.length + 1;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xC0 | c >> 6);
                bytes[at++] = (byte) (0x80 | c & 0x3F);
            } else {
                bytes[at++] = (byte) (0xE0 | c >> 12);
                bytes[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                bytes[at++] = (byte) (0x80 | c & 0x3F);
            }
        }
        return bytes;
    }

    private static int sizeOf(String text) {
        int size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            size += c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
        }
        return size;
    }

    static String head(byte[] bytes) {
        return new String(bytes, 0, zeroOf(bytes), StandardCharsets.US_ASCII);
    }

    static String rest(byte[] bytes) {
        var text = new StringBuilder(bytes.length);
        int at = zeroOf(bytes) + 1;
        while (at < bytes.length) {
            int first = bytes[at++];
            if (first >= 0) {
                text.append((char) first);
            } else if ((first & 0xE0) == 0xC0) {
                text.append((char) ((first & 0x1F) << 6 | more(bytes, at++)));
            } else if ((first & 0xF0) == 0xE0) {
                text.append((char) ((first & 0x0F) << 12 | more(bytes, at++) << 6 | more(bytes, at++)));
            } else {
                throw new IllegalArgumentException("not the bytes of a key");
            }
        }
        return text.toString();
    }

    private static int more(byte[] bytes, int at) {
        if (at < bytes.length && (bytes[at] & 0xC0) == 0x80) {
            return bytes[at] & 0x3F;
        }
        throw new IllegalArgumentException("not the bytes of a key");
    }

    private static int zeroOf(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("not the bytes of a key");
    }
}
