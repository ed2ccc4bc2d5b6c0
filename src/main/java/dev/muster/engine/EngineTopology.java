package dev.muster.engine;

import dev.muster.engine.Outgoing.Reply;
import dev.muster.engine.ingress.IngressProcessor;
import dev.muster.engine.scope.ScopeStage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * The one Kafka Streams application: commands → ingress → (re-keyed by scope) → scope ← outcomes. All names are explicit:
 * internal topics and stores are found under them again by every later version.
 */
public final class EngineTopology {
    private EngineTopology() {}

    /** @param partitions of the internal topic of routed commands; as many as the outcomes topic has */
    public static Topology build(Wiring wiring, int partitions) {
        EngineTopics topics = wiring.topics();
        var bytes = Serdes.ByteArray();
        var builder = new StreamsBuilder();
        KStream<byte[], byte[]> routed = builder.stream(
                        topics.commands(), Consumed.with(bytes, bytes).withName("commands"))
                .process(() -> new IngressProcessor(wiring), Named.as(IngressProcessor.STAGE))
                .repartition(Repartitioned.<byte[], Object>as(Sink.ROUTED)
                        .withKeySerde(bytes)
                        .withValueSerde(anyBytes())
                        .withNumberOfPartitions(partitions))
                .mapValues(value -> (byte[]) value, Named.as("routed"));
        builder.stream(topics.outcomes(), Consumed.with(bytes, bytes).withName("outcomes"))
                .merge(routed, Named.as("inputs"))
                .process(new ScopeStage(wiring), Named.as(ScopeStage.NAME));
        return withSinks(builder.build(), topics);
    }

    private static Topology withSinks(Topology topology, EngineTopics topics) {
        for (String stage : List.of(IngressProcessor.STAGE, ScopeStage.NAME)) {
            sink(topology, Sink.ERRORS, topics.errors(), stage);
            sink(topology, Sink.DEAD_LETTERS, topics.deadLetters(), stage);
            topology.addSink(
                    Sink.REPLIES.of(stage),
                    (byte[] key, Reply reply, RecordContext context) ->
                            reply.to().topic(),
                    new ByteArraySerializer(),
                    (Serializer<Reply>) (topic, reply) -> reply.value(),
                    (StreamPartitioner<byte[], Reply>) EngineTopology::partition,
                    stage);
        }
        sink(topology, Sink.EVENTS, topics.events(), ScopeStage.NAME);
        sink(topology, Sink.STATE, topics.state(), ScopeStage.NAME);
        sink(topology, Sink.EFFECTS, topics.effects(), ScopeStage.NAME);
        return topology;
    }

    private static void sink(Topology topology, Sink sink, String topic, String stage) {
        topology.addSink(sink.of(stage), topic, new ByteArraySerializer(), new ByteArraySerializer(), stage);
    }

    /** The one that the asker reads, if it said which. */
    private static Optional<Set<Integer>> partition(String topic, byte[] key, Reply reply, int partitions) {
        Integer wanted = reply.to().partition();
        return wanted == null || wanted >= partitions ? Optional.empty() : Optional.of(Set.of(wanted));
    }

    /** The processors' outputs are bytes, but for replies, and those do not come this way. */
    @SuppressWarnings("unchecked")
    private static Serde<Object> anyBytes() {
        return (Serde<Object>) (Serde<?>) Serdes.ByteArray();
    }
}
