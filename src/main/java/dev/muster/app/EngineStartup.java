package dev.muster.app;

import dev.muster.app.lifecycle.Engine;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Up once the state was restored for the first time. */
@Startup
final class EngineStartup implements HealthCheck {
    private final Engine engine;
    private volatile boolean started;

    EngineStartup(Engine engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        started = started || engine.streams() == State.RUNNING;
        return HealthCheckResponse.named("engine").status(started).build();
    }
}
