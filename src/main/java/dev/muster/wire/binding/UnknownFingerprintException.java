package dev.muster.wire.binding;

/** A single-object message of a schema that this reader does not know: from a newer or a foreign writer. */
public final class UnknownFingerprintException extends UndecodableException {
    private static final long serialVersionUID = 1L;

    private final long fingerprint;

    UnknownFingerprintException(long fingerprint) {
        super("unknown schema fingerprint " + hex(fingerprint));
        this.fingerprint = fingerprint;
    }

    /** The CRC-64-AVRO fingerprint as 16 lower-case hex digits, most significant first (the wire has it reversed). */
    public String fingerprintHex() {
        return hex(fingerprint);
    }

    private static String hex(long fingerprint) {
        return String.format("%016x", fingerprint);
    }
}
