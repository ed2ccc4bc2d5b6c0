package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on a real broker: with transactions, restored state and Kafka's own measurements. */
class StreamsHostTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aCommandIsAnsweredAndTheLagIsMeasured() throws Exception {
        try (var broker = TestBroker.start()) {
            broker.createTopics(
                    1,
                    "muster.commands",
                    "muster.outcomes",
                    "muster.events",
                    "muster.errors",
                    "muster.state",
                    "muster.effects",
                    "muster.dead-letters");
            var host = host(broker);
            host.start();
            await().atMost(PATIENCE).until(() -> host.state() == State.RUNNING);

            send(broker, Post.create("make", "trainer"));

            await().atMost(PATIENCE)
                    .until(() -> !broker.values("muster.effects").isEmpty());
            assertThat(broker.values("muster.events")).hasSizeGreaterThanOrEqualTo(2);
            assertThat(broker.values("muster.errors")).isEmpty();
            assertThat(registry.find("kafka.consumer.fetch.manager.records.lag.max")
                            .gauges())
                    .isNotEmpty();

            assertThat(host.stop(Duration.ofSeconds(30))).isTrue();
            assertThat(host.state()).isEqualTo(State.NOT_RUNNING);
        }
    }

    private StreamsHost host(TestBroker broker) {
        var clock = InstantSource.system();
        var metrics = new EngineMetrics(registry);
        var accounts = new Sandboxes(clock)
                .open(DrivenEngine.ACCOUNT, List.of(DrivenEngine.TENANT))
                .accounts();
        var topics = new EngineTopics("muster.", DrivenEngine.TENANT);
        var wiring = Wiring.of(topics, accounts, DrivenEngine.CONTRACTS, topic -> false, metrics, clock);
        var settings = new StreamsSettings(broker.clientSettings(), "muster", "node-1", 1, directory, (short) 1, 0);
        return new StreamsHost(EngineTopology.build(wiring, 1), settings, metrics, clock);
    }

    private static void send(TestBroker broker, Post post) throws Exception {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(broker.clientSettings(), bytes, bytes)) {
            var record = post.record();
            producer.send(new ProducerRecord<>("muster.commands", 0, record.key(), record.value(), record.headers()))
                    .get();
        }
    }
}
