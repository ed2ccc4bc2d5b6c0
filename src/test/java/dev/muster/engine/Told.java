package dev.muster.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A record that left the engine, read. */
public record Told<V>(String key, @Nullable V value, Map<String, String> headers) {
    static <V> Told<V> of(TestRecord<byte[], byte[]> record, Function<byte[], V> read) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        V value = record.value() == null ? null : read.apply(record.value());
        return new Told<>(record.key() == null ? "" : new String(record.key(), UTF_8), value, headers);
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
