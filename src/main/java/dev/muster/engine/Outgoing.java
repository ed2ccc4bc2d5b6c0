package dev.muster.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.wire.Wire;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way out of the topology.
 *
 * @param replyTo for {@link Sink#REPLIES}, where to; null for the others, whose topic is fixed
 */
public record Outgoing(
        Sink sink, Wire.Message message, @Nullable ReplyTo replyTo) {
    /** Key, value and headers together; with the framing it stays below Kafka's 1 MiB. */
    public static final int BYTES_MAX = 1_040_000;

    /** The reply sink's value: a sink can choose its topic and partition by nothing but key and value. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    public record Reply(ReplyTo to, byte @Nullable [] value) {}

    /** @throws TooLargeException when it cannot be sent, before anything is */
    public Outgoing {
        long bytes = message.key().length();
        bytes += message.value() == null ? 0 : message.value().length;
        for (Map.Entry<String, byte[]> header : message.headers().entrySet()) {
            bytes += header.getKey().length() + header.getValue().length;
        }
        if (bytes > BYTES_MAX) {
            throw new TooLargeException("a record for " + sink, bytes, BYTES_MAX);
        }
    }

    public static Outgoing to(Sink sink, Wire.Message message) {
        return new Outgoing(sink, message, null);
    }

    public static Outgoing reply(ReplyTo to, Wire.Message message) {
        return new Outgoing(Sink.REPLIES, message, to);
    }

    /** @param timestamp in milliseconds since the epoch */
    public Record<byte[], Object> toRecord(long timestamp) {
        Headers headers = new RecordHeaders();
        message.headers().forEach(headers::add);
        Object value = replyTo == null ? message.value() : new Reply(replyTo, message.value());
        return new Record<>(message.key().getBytes(UTF_8), value, timestamp, headers);
    }
}
