package dev.muster.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record's context: CloudEvents 1.0 in Kafka binary mode, and W3C trace context.
 *
 * @param id the same for the same event, however often it is sent
 * @param source who it comes from, e.g. {@code /muster/acme/aws-prod/us-east-1}
 * @param type full name of the value's schema, e.g. {@code dev.muster.events.InstanceChanged}
 * @param subject whom it is about: a resource name; null where there is none
 * @param traceparent W3C trace context; null for none
 */
public record CloudEventHeaders(
        String id,
        String source,
        String type,
        Instant time,
        @Nullable String subject,
        @Nullable String traceparent) {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    /** The value is an Avro single-object message. */
    public static final String AVRO = "application/avro";

    public static final String JSON = "application/json";

    /** The version of CloudEvents that is spoken. */
    static final String VERSION = "1.0";

    private static final byte[] VERSION_BYTES = VERSION.getBytes(StandardCharsets.UTF_8);

    /** For a value of the given content type; in the order they are sent. */
    public Map<String, byte[]> with(String contentType) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, VERSION_BYTES);
        put(headers, ID, id);
        put(headers, SOURCE, source);
        put(headers, TYPE, type);
        headers.put(TIME, TimeText.of(time));
        put(headers, SUBJECT, subject);
        put(headers, TRACEPARENT, traceparent);
        put(headers, CONTENT_TYPE, contentType);
        return headers;
    }

    /** Adds a header as UTF-8, unless its value is null. */
    static void put(Map<String, byte[]> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
