package dev.muster.app;

import dev.muster.app.lifecycle.Engine;
import jakarta.inject.Inject;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down once Kafka Streams has given up: only a restart helps then. A stuck channel is told of by SmallRye's own check. */
@Liveness
final class EngineLiveness implements HealthCheck {
    @Inject
    Engine engine;

    @Override
    public HealthCheckResponse call() {
        State state = engine.streams();
        boolean gaveUp = state == State.ERROR || state == State.PENDING_ERROR;
        boolean ended = state == State.NOT_RUNNING && engine.phase() == Engine.Phase.RUNNING;
        return HealthCheckResponse.named("engine")
                .status(!gaveUp && !ended)
                .withData("phase", engine.phase().name())
                .withData("streams", String.valueOf(state))
                .build();
    }
}
