package dev.muster.provider.sandbox;

import static dev.muster.provider.sandbox.CloudUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Scope;
import dev.muster.provider.Answer;
import dev.muster.provider.ComputeProvider.CallContext;
import dev.muster.provider.StopsInstances;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SandboxProviderTest {
    private final SandboxFixture fixture = new SandboxFixture(SandboxProfile.EC2_LIKE).with("visibilityLag", "0s");

    @Test
    void aLambdaLikeCloudStopsNothing() {
        assertThat(new SandboxFixture(SandboxProfile.LAMBDA_LIKE).provider()).isNotInstanceOf(StopsInstances.class);
        assertThat(fixture.provider()).isInstanceOf(StopsInstances.class);
    }

    @Test
    void aCallThatHangsFailsWhenItsTimeIsUp() {
        var failure = failureOf(() -> launch(fixture, Launches.of("k").image(MagicName.HANG), 50));

        assertThat(failure.category()).isEqualTo(Category.TIMEOUT);
        assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(failure.provider().operation()).isEqualTo("RunInstances");
        assertThat(failure.message()).contains("50 ms");
    }

    @Test
    void anAnswerThatComesTooLateIsATimeoutThoughTheCallWasExecuted() {
        var slow = new SandboxFixture(SandboxProfile.EC2_LIKE).with("latency", "200ms");

        var failure = failureOf(() -> launch(slow, Launches.of("k"), 150));

        assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(live(slow.cloud())).hasSize(1);
    }

    @Test
    void theCloudOutlivesItsProvider() {
        launch(fixture, Launches.of("k"), 5_000);
        fixture.provider().close();

        var find = new Call.Find(Launches.OWNER, "k");

        assertThat(fixture.reopen()
                        .find(find, context(find, 5_000))
                        .await()
                        .atMost(Duration.ofSeconds(5))
                        .rows())
                .hasSize(1);
    }

    private static List<MachineTruth> live(SharedCloud cloud) {
        return cloud.operate((operator, now) -> operator.live(now));
    }

    private static Answer launch(SandboxFixture fixture, Launches launch, long timeoutMillis) {
        Call.Launch call = launch.call();
        return fixture.provider()
                .launch(call, context(call, timeoutMillis))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static CallContext context(Call call, long timeoutMillis) {
        Instant now = Instant.now();
        return new CallContext(new Effect(
                UUID.randomUUID(),
                1,
                new Scope("acme", "test", "local"),
                now,
                now.plusSeconds(30),
                Duration.ofMillis(timeoutMillis),
                null,
                Effect.EXECUTOR_VERSION,
                call));
    }
}
