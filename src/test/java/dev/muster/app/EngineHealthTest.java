package dev.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.app.lifecycle.Engine;
import dev.muster.app.lifecycle.Engine.Phase;
import java.util.Arrays;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EngineHealthTest {
    /** Waiting for a broker is no illness: a restart would not help. */
    @Test
    void aServiceThatWaitsForItsBrokerLivesAndIsNotReady() {
        var waiting = new Engine();
        var liveness = new EngineLiveness(waiting);
        var readiness = new EngineReadiness(waiting);
        var startup = new EngineStartup(waiting);

        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(startup.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(readiness.call().getData().orElseThrow()).containsEntry("phase", "WAITING_FOR_BROKER");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void onceStreamsHasGivenUpOnlyARestartHelps(Phase phase) {
        assertThat(EngineLiveness.isAlive(phase, State.ERROR)).isFalse();
        assertThat(EngineLiveness.isAlive(phase, State.PENDING_ERROR)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, RUNNING, true, true",
        "RUNNING, REBALANCING, true, true",
        "RUNNING, CREATED, true, false",
        "RUNNING, PENDING_SHUTDOWN, true, false",
        "RUNNING, NOT_RUNNING, false, false",
        "STOPPING, RUNNING, true, false",
        "STOPPING, NOT_RUNNING, true, false",
        "PREPARING_TOPICS, RUNNING, true, false"
    })
    void whatTheStateOfStreamsMeans(Phase phase, State state, boolean alive, boolean ready) {
        assertThat(EngineLiveness.isAlive(phase, state)).isEqualTo(alive);
        assertThat(EngineReadiness.isReady(phase, state)).isEqualTo(ready);
    }

    @Test
    void nothingIsReadyThatIsNotAlive() {
        for (Phase phase : Phase.values()) {
            assertThat(Arrays.stream(State.values()).filter(state -> EngineReadiness.isReady(phase, state)))
                    .allMatch(state -> EngineLiveness.isAlive(phase, state));
        }
    }
}
