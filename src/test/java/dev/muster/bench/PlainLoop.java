package dev.muster.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What exactly-once costs without an engine: consume, copy, produce, and commit every 25 ms, with nothing but the Kafka
 * clients. It decides nothing and keeps no state.
 */
final class PlainLoop implements AutoCloseable {
    static final String IN = "bench.in";
    /** One record for each that was read, whatever else is written: what is waited for. */
    static final String OUT = "bench.out";

    /** The rest of what is written. */
    static final String BULK = "bench.bulk";

    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(25);

    private final String broker;
    private final Thread thread = new Thread(this::run, "bench-loop");
    private volatile int copies = 1;
    private volatile int padding;
    private volatile boolean closed;

    private PlainLoop(String broker) {
        this.broker = broker;
    }

    static PlainLoop start(String broker) {
        var loop = new PlainLoop(broker);
        loop.thread.start();
        return loop;
    }

    /**
     * How much it writes for each record it reads.
     *
     * @param valueBytes size of each value written; 0 for that of the one read
     */
    void writes(int recordsEach, int valueBytes) {
        copies = recordsEach;
        padding = valueBytes;
    }

    private void run() {
        try (var consumer = consumer();
                var producer = producer()) {
            producer.initTransactions();
            consumer.subscribe(List.of(IN));
            while (!closed) {
                transaction(consumer, producer);
            }
        }
    }

    private void transaction(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
        var records = consumer.poll(Duration.ofMillis(100));
        if (records.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        long end = System.nanoTime() + COMMIT_INTERVAL.toNanos();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        while (true) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                copy(record, producer);
                offsets.put(
                        new TopicPartition(record.topic(), record.partition()),
                        new OffsetAndMetadata(record.offset() + 1));
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                break;
            }
            records = consumer.poll(Duration.ofNanos(left));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The commit fails where one of them did.
    private void copy(ConsumerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> producer) {
        int bytes = padding;
        for (int i = 0; i < copies; i++) {
            byte[] value = bytes == 0 ? record.value() : new byte[bytes];
            // A failure shows at the commit.
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(i == 0 ? OUT : BULK, null, record.key(), value, record.headers()));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker,
                        "group.id",
                        "bench-loop",
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        500),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "transactional.id", "bench-loop", "acks", "all", "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
