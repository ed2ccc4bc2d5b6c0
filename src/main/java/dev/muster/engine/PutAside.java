package dev.muster.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.core.Identifiers;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.wire.Incoming;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;

/** What is said of an input that we could not work off, and that goes to the dead letters. */
public final class PutAside {
    private static final int TRACE_DIGITS = 16;

    private PutAside() {}

    /**
     * A bug of ours.
     *
     * @param left NONE where nothing can have been done yet
     */
    public static Failure bug(Throwable failure, EffectLeft left) {
        return Failure.ours(
                Category.INTERNAL,
                "PUT_ASIDE",
                "A bug of ours kept this from being worked off ("
                        + failure.getClass().getSimpleName() + ", trace " + traceOf(failure)
                        + "); it was put aside among the dead letters.",
                left,
                Advice.RECONCILE_FIRST);
    }

    /** A record of an internal topic that is not one of ours, or no longer. */
    public static Failure alien(String what) {
        return Failure.ours(Category.MALFORMED, "UNREADABLE", what, EffectLeft.UNKNOWN, Advice.RECONCILE_FIRST);
    }

    /** A digest of the way a failure took: equal for equal bugs, and without anything of the input. */
    public static String traceOf(Throwable failure) {
        return Identifiers.sha256Hex(wayOf(failure).getBytes(UTF_8)).substring(0, TRACE_DIGITS);
    }

    /** The way a failure took, for the log: a stack trace without the messages, which may quote what a user sent. */
    public static String wayOf(Throwable failure) {
        var way = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            way.append(cause.getClass().getName());
            for (StackTraceElement frame : cause.getStackTrace()) {
                way.append("\n\tat ").append(frame.getClassName()).append('.').append(frame.getMethodName());
                way.append(':').append(frame.getLineNumber());
            }
            way.append('\n');
        }
        return way.toString();
    }

    /** A record as it was read. */
    public static Incoming incoming(String topic, Record<byte[], byte[]> record, Instant at) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), header.value());
            }
        }
        return new Incoming(topic, record.key(), record.value(), headers, at);
    }
}
