package dev.muster.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed to one topic from its present end on. One thread. */
final class Tap implements AutoCloseable {
    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;

    Tap(String broker, String topic) {
        this.topic = topic;
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker,
                        "isolation.level",
                        "read_committed",
                        "fetch.max.wait.ms",
                        100,
                        "max.poll.records",
                        5_000,
                        "auto.offset.reset",
                        "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Reads until so many records were of interest; waits at most a minute for each. */
    void take(int wanted, Predicate<ConsumerRecord<byte[], byte[]>> interest) throws TimeoutException {
        int found = 0;
        long quietSince = System.nanoTime();
        while (found < wanted) {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                if (interest.test(record)) {
                    found++;
                    quietSince = System.nanoTime();
                }
            }
            if (System.nanoTime() - quietSince > Duration.ofSeconds(60).toNanos()) {
                throw new TimeoutException("on " + topic + " only " + found + " of " + wanted + " came");
            }
        }
    }

    /** Whether a record is an event of a type, by its header alone. */
    static boolean isOf(ConsumerRecord<byte[], byte[]> record, String type) {
        var header = record.headers().lastHeader("ce_type");
        return header != null && new String(header.value(), UTF_8).endsWith("." + type);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
