package dev.muster.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decoded and admitted command on its way to the one place that decides for its scope.
 *
 * @param commandId the CloudEvents id; with the scope, the deduplication key
 * @param bodyDigest hex SHA-256 of the command's canonical bytes; the same id with another digest is a conflict
 * @param receivedAt when ingress read it
 * @param reply where the one terminal result also goes; null for nowhere
 * @param traceparent W3C trace context of the sender; null for none
 */
public record CommandEnvelope(
        String commandId,
        Scope scope,
        Command command,
        String bodyDigest,
        Instant receivedAt,
        @Nullable ReplyTo reply,
        @Nullable String traceparent) {

    /**
     * A reply topic and the id by which its reader knows the question.
     *
     * @param correlationId opaque bytes in hex; null where the asker gave none
     * @param partition the only partition that the asker reads; null where any will do
     */
    public record ReplyTo(
            String topic,
            @Nullable String correlationId,
            @Nullable Integer partition) {
        public ReplyTo(String topic, @Nullable String correlationId) {
            this(topic, correlationId, null);
        }
    }
}
