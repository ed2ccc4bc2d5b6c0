package dev.muster.app;

import dev.muster.app.lifecycle.Engine;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Up while commands are worked off; a rebalance is a part of that. */
@Readiness
final class EngineReadiness implements HealthCheck {
    private final Engine engine;

    EngineReadiness(Engine engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        State state = engine.streams();
        return HealthCheckResponse.named("engine")
                .status(isReady(engine.phase(), state))
                .withData("phase", engine.phase().name())
                .withData("streams", String.valueOf(state))
                .build();
    }

    /** @param state of Kafka Streams; null before it was started */
    static boolean isReady(Engine.Phase phase, @Nullable State state) {
        boolean works = state == State.RUNNING || state == State.REBALANCING;
        return works && phase == Engine.Phase.RUNNING;
    }
}
