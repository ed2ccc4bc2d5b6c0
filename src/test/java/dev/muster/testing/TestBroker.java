package dev.muster.testing;

import dev.muster.app.broker.BrokerSettings;
import dev.muster.app.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A real broker for tests, with the few calls that most of them need. All calls block, at most {@link #CALL_SECONDS}
 * each; partition 0 is meant wherever none is named.
 */
public final class TestBroker implements AutoCloseable {
    private static final int CALL_SECONDS = 30;

    private final EmbeddedBroker broker;
    private final Admin admin;

    private TestBroker(EmbeddedBroker broker) {
        this.broker = broker;
        this.admin = Admin.create(clientSettings());
    }

    /** One node on a free port; its data is deleted on close. */
    public static TestBroker start() {
        return start(BrokerSettings.temporary());
    }

    public static TestBroker start(BrokerSettings settings) {
        return new TestBroker(EmbeddedBroker.start(settings));
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What a test resource hands to Quarkus. */
    public Map<String, String> quarkusSettings() {
        return Map.of("kafka.bootstrap.servers", bootstrapServers());
    }

    public Map<String, Object> clientSettings() {
        return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** Open until this broker is closed. */
    public Admin admin() {
        return admin;
    }

    /** Takes the only node, or the first, away and brings it back on the same port. */
    public void bounce() {
        broker.stopNode(1);
        broker.startNode(1);
    }

    /** Topics without settings of their own, fully replicated. */
    public void createTopics(int partitions, String... names) throws Exception {
        short replication = (short) bootstrapServers().split(",").length;
        var topics = Arrays.stream(names)
                .map(name -> new NewTopic(name, partitions, replication))
                .toList();
        admin.createTopics(topics).all().get(CALL_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns once every replica in sync has the records. */
    public void send(String topic, String... values) throws Exception {
        try (var producer = new KafkaProducer<>(clientSettings(), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, 0, null, value)).get(CALL_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** The values of everything committed in partition 0 when the call begins, in order. */
    public List<String> values(String topic) {
        var settings = clientSettings();
        settings.put("isolation.level", "read_committed");
        settings.put("default.api.timeout.ms", CALL_SECONDS * 1_000);
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var values = new ArrayList<String>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(record.value());
                }
            }
            return values;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        broker.close();
    }
}
