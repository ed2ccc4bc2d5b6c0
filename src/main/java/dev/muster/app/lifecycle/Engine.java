package dev.muster.app.lifecycle;

import dev.muster.engine.StreamsHost;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;

/** How far the service has come; what health is told by. */
@Singleton
public final class Engine {
    /** In the order in which they follow each other. */
    public enum Phase {
        WAITING_FOR_BROKER,
        PREPARING_TOPICS,
        RUNNING,
        STOPPING
    }

    private volatile Phase phase = Phase.WAITING_FOR_BROKER;
    private volatile @Nullable StreamsHost host;
    private volatile @Nullable Admin admin;

    public Phase phase() {
        return phase;
    }

    /** A stop is final. */
    void enter(Phase next) {
        if (phase != Phase.STOPPING) {
            phase = next;
        }
    }

    /** Closed at the stop. */
    void owns(StreamsHost started) {
        host = started;
    }

    /** Closed at the stop. */
    void owns(Admin client) {
        admin = client;
    }

    @Nullable
    StreamsHost host() {
        return host;
    }

    @Nullable
    Admin admin() {
        return admin;
    }

    /** What Kafka Streams says of itself; null before it was started. */
    public @Nullable State streams() {
        StreamsHost started = host;
        return started == null ? null : started.state();
    }
}
