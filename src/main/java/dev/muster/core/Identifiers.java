package dev.muster.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids as functions of what they name: nothing here is random, so a replayed decision mints the same ids. */
public final class Identifiers {
    /** Our own UUIDv5 name space. */
    private static final UUID SPACE = UUID.fromString("6f1c1a52-9d0e-5c7b-8a63-2b1f4f0d7c11");

    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private Identifiers() {}

    /** UUID version 5 of a text in our name space. */
    public static UUID uuid5(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        var input = ByteBuffer.allocate(16 + text.length)
                .putLong(SPACE.getMostSignificantBits())
                .putLong(SPACE.getLeastSignificantBits())
                .put(text);
        var hash = ByteBuffer.wrap(digest("SHA-1", input.array()));
        long high = hash.getLong() & ~0xf000L | 0x5000L;
        long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The CloudEvents id of an event: the same for the same resource and sequence, so that consumers can deduplicate. */
    public static UUID eventId(String resource, long sequence) {
        return uuid5("event|" + resource + "|" + sequence);
    }

    /** Lower-case base32 of SHA-256, 52 characters; safe as a client token and in a name. */
    public static String token(String text) {
        return base32(digest("SHA-256", text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Lower-case hex of SHA-256, 64 characters. */
    public static String sha256Hex(byte[] bytes) {
        var text = new StringBuilder(64);
        for (byte b : digest("SHA-256", bytes)) {
            text.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
        }
        return text.toString();
    }

    private static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = buffer << 8 | b & 0xff;
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32[buffer >> bits - 5 & 31]);
                bits -= 5;
            }
        }
        if (bits > 0) {
            text.append(BASE32[buffer << 5 - bits & 31]);
        }
        return text.toString();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
