package dev.muster.wire;

import dev.muster.model.Failure;
import dev.muster.wire.Wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records that could not be taken, kept as they came so that a person can mend and send them again. */
public final class DeadLetters {
    /** Topic, partition and offset it came from, each as text. */
    public static final String TOPIC = "muster-source-topic";

    public static final String PARTITION = "muster-source-partition";
    public static final String OFFSET = "muster-source-offset";

    /** The source key's bytes, as they came. */
    public static final String KEY = "muster-source-key";

    /** Why, as the JSON form of the error. */
    public static final String REASON = "muster-reason";

    /** Size of the value as it came, in bytes; only where it was cut to {@link CommandDecoder#VALUE_BYTES_MAX}. */
    public static final String CUT_FROM = "muster-cut-from-bytes";

    /** A header or a key longer than this is left out: the letter must fit where its record did. */
    private static final int HEADER_BYTES_MAX = 1024;

    private static final List<String> KEPT = List.of(
            CloudEventHeaders.SPEC_VERSION,
            CloudEventHeaders.ID,
            CloudEventHeaders.SOURCE,
            CloudEventHeaders.TYPE,
            CloudEventHeaders.TIME,
            CloudEventHeaders.SUBJECT,
            CloudEventHeaders.CONTENT_TYPE,
            CloudEventHeaders.TRACEPARENT,
            ReplyHeaders.TOPIC,
            ReplyHeaders.CORRELATION_ID,
            ReplyHeaders.PARTITION);

    private final JsonView view;

    public DeadLetters(Contracts contracts) {
        view = new JsonView(contracts);
    }

    /** For the dead letters topic; the key is the source key, as far as it is text. */
    public Message of(Incoming record, Failure reason, int partition, long offset) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        for (String name : KEPT) {
            keep(headers, name, record.headers().get(name));
        }
        CloudEventHeaders.put(headers, TOPIC, record.topic());
        CloudEventHeaders.put(headers, PARTITION, Integer.toString(partition));
        CloudEventHeaders.put(headers, OFFSET, Long.toString(offset));
        CloudEventHeaders.put(headers, REASON, view.of(reason).toString());
        keep(headers, KEY, record.key());
        byte[] value = record.value();
        if (value != null && value.length > CommandDecoder.VALUE_BYTES_MAX) {
            CloudEventHeaders.put(headers, CUT_FROM, Integer.toString(value.length));
            value = Arrays.copyOf(value, CommandDecoder.VALUE_BYTES_MAX);
        }
        byte[] key = headers.get(KEY);
        return new Message(key == null ? "" : new String(key, StandardCharsets.UTF_8), value, headers);
    }

    private static void keep(Map<String, byte[]> headers, String name, byte @Nullable [] value) {
        if (value != null && value.length <= HEADER_BYTES_MAX) {
            headers.put(name, value);
        }
    }
}
