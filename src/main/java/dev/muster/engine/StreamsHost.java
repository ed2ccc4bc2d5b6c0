package dev.muster.engine;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.CloseOptions;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * One run of the Kafka Streams application.
 *
 * <p>Not by the Quarkus extension's own producer: that starts at the application's start, and we start only when a broker
 * answers and the topics are there; it stops at any time among the other beans, and we stop last, after the executor.
 */
public final class StreamsHost {
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics measurements;

    /** Takes the state directory; throws Kafka's exceptions where it is in use or the settings are wrong. */
    public StreamsHost(Topology topology, StreamsSettings settings, EngineMetrics metrics, InstantSource clock) {
        var properties = new Properties();
        properties.putAll(settings.properties());
        streams = new KafkaStreams(topology, new StreamsConfig(properties));
        streams.setUncaughtExceptionHandler(new ThreadDeaths(clock, metrics));
        measurements = metrics.follow(streams);
    }

    public void start() {
        streams.start();
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    /** Commits and closes. Stays in the group, so that a restart of this node soon finds its partitions still its own. */
    public boolean stop(Duration timeout) {
        measurements.close();
        return streams.close(new CloseOptions().timeout(timeout).leaveGroup(false));
    }
}
