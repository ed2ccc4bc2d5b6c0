package dev.muster.wire;

import dev.muster.model.CommandEnvelope.ReplyTo;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of SmallRye's request-reply, by its own default names. */
final class ReplyHeaders {
    static final String TOPIC = "REPLY_TOPIC";
    static final String CORRELATION_ID = "REPLY_CORRELATION_ID";
    static final String PARTITION = "REPLY_PARTITION";

    /** Kafka's rule for a topic's name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    /** Topics of brokers and of stream processors: whoever writes there breaks their state. */
    private static final Pattern STATE = Pattern.compile("__.*|.*-(changelog|repartition)|\\.{1,2}");

    private static final int CORRELATION_BYTES_MAX = 256;

    private ReplyHeaders() {}

    /**
     * Null where no reply is asked for, or after adding a violation. The service writes with its own rights, so a sender
     * must not be able to aim it at a topic of the service: under its prefix only names that end in {@code replies} are
     * taken.
     */
    static @Nullable ReplyTo read(IncomingHeaders headers, String ourPrefix) {
        String topic = headers.text(TOPIC);
        if (topic == null) {
            return null;
        }
        boolean legal = NAME.matcher(topic).matches() && !STATE.matcher(topic).matches();
        if (!legal) {
            headers.refuse(TOPIC, "FORMAT", "A reply topic is the name of a topic, and not of a stream's state.");
        } else if (topic.startsWith(ourPrefix) && !topic.endsWith("replies")) {
            headers.refuse(TOPIC, "RESERVED", "Of this service's own topics only those that end in replies are taken.");
            legal = false;
        }
        byte[] correlation = headers.bytes(CORRELATION_ID);
        if (correlation != null && correlation.length > CORRELATION_BYTES_MAX) {
            headers.refuse(
                    CORRELATION_ID, "RANGE", "A correlation id has at most " + CORRELATION_BYTES_MAX + " bytes.");
            correlation = null;
        }
        Integer partition = partition(headers);
        String id = correlation == null ? null : HexFormat.of().formatHex(correlation);
        return legal ? new ReplyTo(topic, id, partition) : null;
    }

    private static @Nullable Integer partition(IncomingHeaders headers) {
        byte[] bytes = headers.bytes(PARTITION);
        if (bytes == null) {
            return null;
        }
        if (bytes.length == Integer.BYTES && bytes[0] >= 0) {
            return ByteBuffer.wrap(bytes).getInt();
        }
        headers.refuse(PARTITION, "FORMAT", "A reply partition is four bytes, the highest first, and not negative.");
        return null;
    }

    /** What the asker knows its answer by. */
    static void answer(Map<String, byte[]> headers, ReplyTo to) {
        if (to.correlationId() != null) {
            headers.put(CORRELATION_ID, HexFormat.of().parseHex(to.correlationId()));
        }
    }

    /** What an asker sends. */
    static void ask(Map<String, byte[]> headers, ReplyTo to) {
        CloudEventHeaders.put(headers, TOPIC, to.topic());
        answer(headers, to);
        if (to.partition() != null) {
            headers.put(
                    PARTITION,
                    ByteBuffer.allocate(Integer.BYTES).putInt(to.partition()).array());
        }
    }
}
