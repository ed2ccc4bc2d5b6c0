package dev.muster.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.Command;
import dev.muster.wire.Contracts;
import dev.muster.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Commands as a client sends them: Avro, with CloudEvents headers. */
final class Commands implements AutoCloseable {
    static final String TOPIC = "muster.commands";

    private static final Wire WIRE = new Wire(Contracts.load());

    private final KafkaProducer<byte[], byte[]> producer;

    Commands(String broker) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "acks", "all", "linger.ms", 0, "batch.size", 65_536),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static ProducerRecord<byte[], byte[]> record(String topic, String commandId, Command command) {
        Wire.Message message = WIRE.command(command, commandId, "/muster/bench", Instant.now(), null);
        var headers = new RecordHeaders();
        message.headers().forEach(headers::add);
        return new ProducerRecord<>(topic, null, message.key().getBytes(UTF_8), message.value(), headers);
    }

    static Command create(String region, String name, String type) {
        return new Command.CreateInstance(
                Sandbox.ACCOUNT,
                region,
                null,
                name,
                null,
                List.of(new Command.TypeWish(type, null, null)),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                Map.of("team", "bench"),
                null,
                null,
                null,
                false,
                null);
    }

    static Command terminate(String region, String name) {
        return new Command.TerminateInstance(Sandbox.ACCOUNT, region, null, name, null, null, false);
    }

    /** A failure shows as a result that never comes. */
    void send(ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> unused = producer.send(record);
    }

    void sendAll(List<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(this::send);
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
