package dev.muster.wire.binding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Encoder;
import org.apache.avro.util.Utf8;

/** Avro binary into one growing array. Small enough to allocate per message, so nothing is pooled. */
final class GrowingEncoder extends Encoder {
    private static final int VARINT_BYTES_MAX = 10;

    private byte[] buffer;
    private int size;

    GrowingEncoder(int bytes) {
        buffer = new byte[bytes];
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    private void room(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, bytes), (int)
                    Math.min(buffer.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }

    @Override
    public void writeNull() {}

    @Override
    public void writeBoolean(boolean value) {
        room(1);
        buffer[size++] = (byte) (value ? 1 : 0);
    }

    @Override
    public void writeInt(int value) {
        writeLong(value); // The same zigzag bytes.
    }

    @Override
    public void writeLong(long value) {
        room(VARINT_BYTES_MAX);
        long rest = (value << 1) ^ (value >> 63);
        byte[] bytes = buffer;
        int at = size;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        size = at;
    }

    @Override
    public void writeFloat(float value) {
        littleEndian(Float.floatToRawIntBits(value), Float.BYTES);
    }

    @Override
    public void writeDouble(double value) {
        littleEndian(Double.doubleToRawLongBits(value), Double.BYTES);
    }

    private void littleEndian(long bits, int bytes) {
        room(bytes);
        for (int i = 0; i < bytes; i++) {
            buffer[size++] = (byte) (bits >>> (8 * i));
        }
    }

    @Override
    public void writeString(String text) {
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void writeString(Utf8 text) {
        writeBytes(text.getBytes(), 0, text.getByteLength());
    }

    @Override
    public void writeBytes(byte[] bytes) {
        writeBytes(bytes, 0, bytes.length);
    }

    @Override
    public void writeBytes(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        writeBytes(copy);
    }

    @Override
    public void writeBytes(byte[] bytes, int start, int length) {
        writeLong(length);
        writeFixed(bytes, start, length);
    }

    @Override
    public void writeFixed(byte[] bytes, int start, int length) {
        room(length);
        System.arraycopy(bytes, start, buffer, size, length);
        size += length;
    }

    @Override
    public void writeEnum(int index) {
        writeLong(index);
    }

    @Override
    public void writeArrayStart() {}

    @Override
    public void setItemCount(long count) {
        if (count > 0) {
            writeLong(count);
        }
    }

    @Override
    public void startItem() {}

    @Override
    public void writeArrayEnd() {
        writeLong(0);
    }

    @Override
    public void writeMapStart() {}

    @Override
    public void writeMapEnd() {
        writeLong(0);
    }

    @Override
    public void writeIndex(int index) {
        writeLong(index);
    }

    @Override
    public void flush() {}
}
