package dev.muster.engine;

/** Something that was decided does not fit into one Kafka record. Told before anything is written. */
public final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLargeException(String what, long bytes, long bytesMax) {
        super(what + " has " + bytes + " bytes, more than " + bytesMax);
    }
}
