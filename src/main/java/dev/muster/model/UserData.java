package dev.muster.model;

import java.util.Arrays;

/** What a machine is given at first boot: opaque bytes that may hold secrets, so they are never printed. */
public final class UserData {
    /** Largest size in bytes, before any encoding; EC2's limit. */
    public static final int SIZE_BYTES_MAX = 16 * 1024;

    private final byte[] bytes;

    public UserData(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int sizeBytes() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserData that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "UserData[" + bytes.length + " bytes]";
    }
}
