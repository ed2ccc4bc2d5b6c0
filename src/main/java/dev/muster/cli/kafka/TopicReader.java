package dev.muster.cli.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed in all partitions of some topics, without a consumer group. For one thread. Fails with
 * {@link ExitException} where the broker does not answer or a topic is missing.
 */
public final class TopicReader implements AutoCloseable {
    /** First contact; a person is told within ten seconds of pressing the key. */
    private static final Duration CONTACT_WITHIN = Duration.ofSeconds(7);

    /** Longest silence of a broker that has answered before. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();

    private TopicReader(Settings settings, KafkaConsumer<byte[], byte[]> consumer) {
        this.settings = settings;
        this.consumer = consumer;
    }

    /** Stands at the beginning of each topic; {@code topics} are full names. */
    public static TopicReader open(Settings settings, String... topics) {
        var ours = Map.<String, Object>of(
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "allow.auto.create.topics", "false",
                "auto.offset.reset", "earliest",
                "default.api.timeout.ms", (int) SILENCE_MAX.toMillis(),
                "reconnect.backoff.max.ms", "500");
        try {
            var bytes = new ByteArrayDeserializer();
            var reader = new TopicReader(settings, new KafkaConsumer<>(settings.clientSettings(ours), bytes, bytes));
            return reader.assigned(topics);
        } catch (KafkaException e) {
            throw KafkaTrouble.explain(e, settings);
        }
    }

    private TopicReader assigned(String... topics) {
        try {
            for (String topic : topics) {
                var found = consumer.partitionsFor(topic, CONTACT_WITHIN);
                if (found == null || found.isEmpty()) {
                    throw KafkaTrouble.noTopic(settings, topic);
                }
                found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** To the end as of now; what is written afterwards is read. */
    public void toEnd() {
        seek(ends());
    }

    /** At most {@code records} before the end of each partition. */
    public void backFromEnd(long records) {
        var to = ends();
        var first = call(() -> consumer.beginningOffsets(partitions));
        to.replaceAll((partition, end) -> Math.max(first.getOrDefault(partition, 0L), end - records));
        seek(to);
    }

    /** To the first record of that time or later. */
    public void toTime(Instant time) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, time.toEpochMilli()));
        var to = ends();
        call(() -> consumer.offsetsForTimes(asked)).forEach((partition, found) -> {
            if (found != null) {
                to.put(partition, found.offset());
            }
        });
        seek(to);
    }

    private Map<TopicPartition, Long> ends() {
        return new HashMap<>(call(() -> consumer.endOffsets(partitions)));
    }

    private void seek(Map<TopicPartition, Long> offsets) {
        offsets.forEach(consumer::seek);
    }

    /** Whatever comes within {@code wait}; nothing, too, while the broker is away. */
    public Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration wait) {
        return call(() -> consumer.poll(wait));
    }

    /** Hands over everything up to the end as of now, partition by partition in order. */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var ends = ends();
        long heardNanos = System.nanoTime();
        while (isBefore(ends)) {
            var records = call(() -> consumer.poll(POLL));
            records.forEach(each);
            if (!records.isEmpty()) {
                heardNanos = System.nanoTime();
            } else if (System.nanoTime() - heardNanos > SILENCE_MAX.toNanos()) {
                throw KafkaTrouble.unreachable(settings, ": it answered before, and stopped");
            }
        }
    }

    private boolean isBefore(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> call(() -> consumer.position(end.getKey())) < end.getValue());
    }

    private <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (KafkaException e) {
            throw KafkaTrouble.explain(e, settings);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
