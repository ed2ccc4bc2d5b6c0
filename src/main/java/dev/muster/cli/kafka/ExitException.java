package dev.muster.cli.kafka;

/** Ends the client with a message for a person. Expected, so it has no stack trace. */
public final class ExitException extends RuntimeException {
    /** What was asked for failed, or is not there. */
    public static final int FAILED = 1;

    /** The command line, or a file it names, is wrong. */
    public static final int USAGE = 2;

    /** The broker, or the service's topics on it, cannot be used. */
    public static final int UNREACHABLE = 3;

    /** The result did not come in time; as {@code timeout(1)} has it. */
    public static final int TIMED_OUT = 124;

    private static final long serialVersionUID = 1L;

    private final int code;

    private ExitException(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public static ExitException failed(String message) {
        return new ExitException(FAILED, message);
    }

    public static ExitException usage(String message) {
        return new ExitException(USAGE, message);
    }

    public static ExitException unreachable(String message) {
        return new ExitException(UNREACHABLE, message);
    }

    /** The process's exit code. */
    public int code() {
        return code;
    }
}
