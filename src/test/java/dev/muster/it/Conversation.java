package dev.muster.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Command;
import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.model.Event;
import dev.muster.model.Event.CommandSucceeded;
import dev.muster.model.Event.InstanceChanged;
import dev.muster.model.Failure;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.LifecycleState;
import dev.muster.model.ResourceName;
import dev.muster.wire.Contracts;
import dev.muster.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * A user of the service: sends commands, and keeps all that was ever said on its topics, in order. For one thread; what is
 * new is read while something is waited for.
 */
final class Conversation implements AutoCloseable {
    static final String COMMANDS = "muster.commands";
    static final String DEAD_LETTERS = "muster.dead-letters";

    private static final String EVENTS = "muster.events";
    private static final String ERRORS = "muster.errors";
    private static final String STATE = "muster.state";
    private static final Contracts CONTRACTS = Contracts.load();
    private static final Wire WIRE = new Wire(CONTRACTS);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> heard = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Failure> errors = new ArrayList<>();
    private final Map<String, InstanceSnapshot> states = new TreeMap<>();

    private Conversation(KafkaProducer<byte[], byte[]> producer, KafkaConsumer<String, byte[]> consumer) {
        this.producer = producer;
        this.consumer = consumer;
    }

    /** On a cluster that has the service's topics and these. */
    static Conversation with(Cluster cluster, String... moreTopics) {
        var bytes = new ByteArraySerializer();
        var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all"), bytes, bytes);
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", cluster.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var topics = new ArrayList<>(List.of(EVENTS, ERRORS, STATE, DEAD_LETTERS));
        topics.addAll(List.of(moreTopics));
        consumer.assign(topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList());
        return new Conversation(producer, consumer);
    }

    /** A topic of the user's own. */
    static void makeTopic(Cluster cluster, String topic, int partitions) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no topic " + topic, e);
        }
    }

    /** Sends a command under an id; returns once the broker has it. */
    void send(String commandId, Command command) {
        send(commandId, command, null);
    }

    void send(String commandId, Command command, ReplyTo reply) {
        var message = WIRE.command(command, commandId, "/it", Instant.now(), reply);
        var record = new ProducerRecord<>(COMMANDS, message.key().getBytes(UTF_8), message.value());
        message.headers().forEach(record.headers()::add);
        send(record);
    }

    /** Sends any bytes; returns where they now stand. */
    RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the broker did not take a record", e);
        }
    }

    /** Sends a command, and waits until it succeeded. */
    CommandSucceeded succeed(String commandId, Command command, Duration atMost) {
        send(commandId, command);
        return awaitSuccess(commandId, atMost);
    }

    CommandSucceeded awaitSuccess(String commandId, Duration atMost) {
        awaitResult(commandId, atMost);
        assertThat(errorsOf(commandId)).isEmpty();
        return successesOf(commandId).get(0);
    }

    Failure awaitFailure(String commandId, Duration atMost) {
        awaitResult(commandId, atMost);
        assertThat(successesOf(commandId)).isEmpty();
        return errorsOf(commandId).get(0);
    }

    private void awaitResult(String commandId, Duration atMost) {
        await("a result of " + commandId, atMost, () -> results(commandId) > 0);
    }

    /** Listens until the condition holds. */
    void await(String what, Duration atMost, Callable<Boolean> condition) {
        Awaitility.await(what)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(20))
                .atMost(atMost)
                .until(() -> {
                    listen();
                    return condition.call();
                });
    }

    /** Listens up to where the topics end now. */
    void catchUp() {
        var ends = consumer.endOffsets(consumer.assignment());
        await("what was said", Duration.ofSeconds(60), () -> ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
    }

    void listen() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            heard.add(record);
            switch (record.topic()) {
                case EVENTS -> events.add(CONTRACTS.events().decode(record.value()));
                case ERRORS -> errors.add(CONTRACTS.errors().decode(record.value()));
                case STATE -> {
                    if (record.value() == null) states.remove(record.key());
                    else states.put(record.key(), CONTRACTS.snapshots().decode(record.value()));
                }
                default -> {}
            }
        }
    }

    /** Terminal results of a command so far, of either kind. */
    int results(String commandId) {
        return successesOf(commandId).size() + errorsOf(commandId).size();
    }

    List<CommandSucceeded> successesOf(String commandId) {
        return events.stream()
                .filter(event -> commandId.equals(event.head().commandId()))
                .filter(CommandSucceeded.class::isInstance)
                .map(CommandSucceeded.class::cast)
                .toList();
    }

    List<Failure> errorsOf(String commandId) {
        return errors.stream()
                .filter(error -> commandId.equals(error.commandId()))
                .toList();
    }

    List<Event> events() {
        return events;
    }

    List<Failure> errors() {
        return errors;
    }

    /** Everything read from a topic so far. */
    List<ConsumerRecord<String, byte[]>> heard(String topic) {
        return heard.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    /** The states that an instance went through, in order. */
    List<LifecycleState> lifeOf(ResourceName instance) {
        return changesOf(instance).stream().map(InstanceChanged::to).toList();
    }

    List<InstanceChanged> changesOf(ResourceName instance) {
        return events.stream()
                .filter(InstanceChanged.class::isInstance)
                .map(InstanceChanged.class::cast)
                .filter(change -> change.head().resource().equals(instance))
                .toList();
    }

    /** What the state topic says of an instance now. */
    InstanceSnapshot stateOf(ResourceName instance) {
        return Objects.requireNonNull(states.get(instance.text()), () -> "nothing said of " + instance);
    }

    /** Each resource's events are numbered 1, 2, 3 …, each number once. */
    void assertNoGaps() {
        var sequences = new LinkedHashMap<ResourceName, List<Long>>();
        events.forEach(event -> sequences
                .computeIfAbsent(event.head().resource(), absent -> new ArrayList<>())
                .add(event.head().sequence()));
        assertThat(sequences).isNotEmpty().allSatisfy((resource, found) -> assertThat(found)
                .as("sequences of %s", resource)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, found.size()).boxed().toList()));
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
