package dev.muster.app;

import dev.muster.app.lifecycle.Engine;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jspecify.annotations.Nullable;

/** Down once Kafka Streams has given up: only a restart helps then. A stuck channel is told of by SmallRye's own check. */
@Liveness
final class EngineLiveness implements HealthCheck {
    private final Engine engine;

    EngineLiveness(Engine engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        State state = engine.streams();
        return HealthCheckResponse.named("engine")
                .status(isAlive(engine.phase(), state))
                .withData("phase", engine.phase().name())
                .withData("streams", String.valueOf(state))
                .build();
    }

    /** @param state of Kafka Streams; null before it was started */
    static boolean isAlive(Engine.Phase phase, @Nullable State state) {
        boolean gaveUp = state == State.ERROR || state == State.PENDING_ERROR;
        boolean ended = state == State.NOT_RUNNING && phase == Engine.Phase.RUNNING;
        return !gaveUp && !ended;
    }
}
