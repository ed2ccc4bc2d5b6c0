package dev.muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.engine.DrivenEngine;
import dev.muster.engine.Sandboxes;
import dev.muster.engine.Told;
import dev.muster.testing.SettableClock;
import dev.muster.testing.TestBroker;
import dev.muster.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * A service behind a real broker: the real engine reads the commands topic and answers on the others. Each command is given
 * ten seconds of the engine's own time, which take no time here.
 */
final class ServiceOnBroker implements AutoCloseable {
    private static final String COMMANDS = "muster.commands.acme";
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(10);

    private final TestBroker broker = TestBroker.start();
    private final List<Future<RecordMetadata>> underWay = new ArrayList<>();
    private final Map<String, Integer> published = new TreeMap<>();
    private final Thread thread = new Thread(this::serve, "service");
    private final Path directory;
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile boolean stopped;
    private volatile @Nullable RuntimeException failure;

    ServiceOnBroker(Path directory) throws Exception {
        this.directory = directory;
        broker.createTopics(
                2,
                COMMANDS,
                "muster.events",
                "muster.errors",
                "muster.state",
                "muster.dead-letters",
                "silent.commands",
                "silent.events",
                "silent.errors");
        var bytes = new ByteArraySerializer();
        producer = new KafkaProducer<>(broker.clientSettings(), bytes, bytes);
        thread.start();
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What a person does who has never seen the client: some other Kafka client, some bytes. */
    void send(byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(COMMANDS, value)).get();
    }

    private void serve() {
        var clock = new SettableClock(DrivenEngine.START);
        var accounts = new Sandboxes(clock)
                .open(DrivenEngine.ACCOUNT, List.of(DrivenEngine.TENANT))
                .open("tight", List.of(DrivenEngine.TENANT), "capacity", "small@*+*=1");
        var settings = broker.clientSettings();
        settings.put("group.id", "service");
        settings.put("auto.offset.reset", "earliest");
        var bytes = new ByteArrayDeserializer();
        try (var engine = DrivenEngine.start(directory, clock, accounts);
                var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            consumer.subscribe(List.of(COMMANDS));
            while (!stopped) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    byte[] key = record.key() == null ? new byte[0] : record.key();
                    engine.pipe(COMMANDS, new TestRecord<>(key, record.value(), record.headers()));
                    engine.pass(SETTLES_WITHIN);
                    publish(engine);
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void publish(DrivenEngine engine) {
        var wire = new Wire(DrivenEngine.CONTRACTS);
        fresh("events", engine.events()).forEach(told -> send("muster.events", wire.event(told.value())));
        fresh("errors", engine.errors()).forEach(told -> send("muster.errors", told, encoded(told)));
        fresh("state", engine.snapshots()).forEach(told -> send("muster.state", told, snapshot(told)));
        fresh("letters", engine.deadLetters()).forEach(told -> send("muster.dead-letters", told, told.value()));
        awaitStored();
    }

    private void awaitStored() {
        try {
            for (var each : underWay) {
                each.get();
            }
            underWay.clear();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("an answer of the service was not stored", e);
        }
    }

    private static byte[] encoded(Told<dev.muster.model.Failure> told) {
        return DrivenEngine.CONTRACTS.errors().encode(told.value());
    }

    private static byte[] snapshot(Told<dev.muster.model.InstanceSnapshot> told) {
        return DrivenEngine.CONTRACTS.snapshots().encode(told.value());
    }

    private <V> List<Told<V>> fresh(String what, List<Told<V>> all) {
        int from = published.getOrDefault(what, 0);
        published.put(what, all.size());
        return List.copyOf(all.subList(from, all.size()));
    }

    private void send(String topic, Wire.Message message) {
        var record = new ProducerRecord<>(topic, message.key().getBytes(UTF_8), message.value());
        message.headers().forEach(record.headers()::add);
        underWay.add(producer.send(record));
    }

    private void send(String topic, Told<?> told, byte[] value) {
        var record = new ProducerRecord<>(topic, told.key().getBytes(UTF_8), value);
        told.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        underWay.add(producer.send(record));
    }

    @Override
    public void close() throws Exception {
        stopped = true;
        thread.join();
        producer.close();
        broker.close();
        if (failure != null) {
            throw failure;
        }
    }
}
