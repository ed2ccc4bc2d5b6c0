package dev.muster.wire.binding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro binary from one array that may be hostile. No length and no count is believed beyond the bytes that are
 * left: an item takes at least one byte ({@link SchemaBounds} holds that), so time and memory stay linear in
 * the input. Every failure is an {@link UndecodableException}.
 */
final class BoundedDecoder extends Decoder {
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private int at;

    BoundedDecoder(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = Math.min(from, bytes.length);
    }

    void requireEnd() {
        if (at != bytes.length) {
            throw new UndecodableException((bytes.length - at) + " bytes after the end");
        }
    }

    /** Moves past {@code length} bytes and returns where they start. */
    private int take(long length) {
        if (length < 0 || length > bytes.length - at) {
            throw new UndecodableException("cut short");
        }
        int start = at;
        at += (int) length;
        return start;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() {
        byte value = bytes[take(1)];
        if ((value & ~1) == 0) {
            return value == 1;
        }
        throw new UndecodableException("neither true nor false");
    }

    @Override
    public int readInt() {
        long value = readLong();
        if (value == (int) value) {
            return (int) value;
        }
        throw new UndecodableException("an int beyond 32 bits");
    }

    @Override
    public long readLong() {
        int start = at;
        if (start < bytes.length && bytes[start] >= 0) { // Most numbers take one byte.
            at = start + 1;
            int value = (bytes[start] >>> 1) ^ -(bytes[start] & 1);
            return value;
        }
        return readLongerLong();
    }

    private long readLongerLong() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[take(1)];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new UndecodableException("a long beyond 64 bits");
    }

    @Override
    public float readFloat() {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    private long littleEndian(int length) {
        int start = take(length);
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= (bytes[start + i] & 0xFFL) << (8 * i);
        }
        return bits;
    }

    @Override
    public String readString() {
        long length = readLong();
        int start = take(length);
        if (length == 0) {
            return "";
        }
        String text = new String(bytes, start, (int) length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0 || isUtf8(text, start)) {
            return text;
        }
        throw new UndecodableException("text that is not UTF-8");
    }

    /** Java replaces what is not UTF-8; so two different names would become one. */
    private boolean isUtf8(String text, int start) {
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, start, at));
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) {
        return new Utf8(readString());
    }

    @Override
    public void skipString() {
        take(readLong());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) {
        long length = readLong();
        int start = take(length);
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, at));
    }

    @Override
    public void skipBytes() {
        take(readLong());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) {
        take(length);
    }

    @Override
    public int readEnum() {
        return readInt();
    }

    @Override
    public int readIndex() {
        return readInt();
    }

    @Override
    public long readArrayStart() {
        return blockCount();
    }

    @Override
    public long arrayNext() {
        return blockCount();
    }

    @Override
    public long skipArray() {
        long count = readLong();
        while (count < 0) { // A negative count is followed by the block's length in bytes.
            take(readLong());
            count = readLong();
        }
        return bounded(count);
    }

    @Override
    public long readMapStart() {
        return blockCount();
    }

    @Override
    public long mapNext() {
        return blockCount();
    }

    @Override
    public long skipMap() {
        return skipArray();
    }

    private long blockCount() {
        long count = readLong();
        if (count >= 0) {
            return bounded(count);
        }
        long length = readLong();
        if (length < 0 || length > bytes.length - at) {
            throw new UndecodableException("cut short");
        }
        return bounded(-count);
    }

    private long bounded(long count) {
        if (count < 0 || count > bytes.length - at) {
            throw new UndecodableException("more items than bytes");
        }
        return count;
    }
}
