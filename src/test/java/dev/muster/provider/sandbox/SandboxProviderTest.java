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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxProviderTest {
    @TempDir
    private Path folder;

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

    @Test
    void aCloudWithAStateFileOutlivesItsProcess() {
        fixture.with("stateFile", folder.resolve("cloud").toString()).with("latency", "0s");
        String id = launch(fixture, Launches.of("k").count(2, 2), 5_000)
                .rows()
                .get(0)
                .providerId();
        terminate(id);
        failureOf(() -> launch(fixture, Launches.of("lost").image(MagicName.LOSE_ANSWER), 5_000));
        var before = fixture.cloud().operate((operator, now) -> operator.machines(now));
        SandboxClouds.forget(fixture.account, SandboxFixture.REGION);

        fixture.reopen();

        var after = fixture.cloud().operate((operator, now) -> operator.machines(now));
        assertThat(after)
                .extracting(MachineTruth::id)
                .isEqualTo(before.stream().map(MachineTruth::id).toList());
        assertThat(after.stream().filter(MachineTruth::isLive)).hasSize(2);
        assertThat(launch(fixture, Launches.of("k").count(2, 2), 5_000).rows()).hasSize(2);
        assertThat(launch(fixture, Launches.of("new"), 5_000).rows().get(0).providerId())
                .isNotIn(before.stream().map(MachineTruth::id).toList());
    }

    @Test
    void aLineThatWasNotWrittenToItsEndIsCutOff() throws Exception {
        fixture.with("stateFile", folder.resolve("cloud").toString());
        launch(fixture, Launches.of("k"), 5_000);
        Path file = folder.resolve("cloud." + SandboxFixture.REGION);
        Files.writeString(file, "{\"machines\":[{\"birth\":{\"ordi", StandardOpenOption.APPEND);
        SandboxClouds.forget(fixture.account, SandboxFixture.REGION);

        fixture.reopen();
        fixture.cloud()
                .operate(
                        (operator, now) -> operator.addForeign(SandboxType.SMALL, null, null, java.util.Map.of(), now));
        SandboxClouds.forget(fixture.account, SandboxFixture.REGION);
        fixture.reopen();

        assertThat(live(fixture.cloud())).hasSize(2);
    }

    @Test
    void twoProcessesShareTheCloudOfOneFile() {
        fixture.with("stateFile", folder.resolve("cloud").toString());
        launch(fixture, Launches.of("k"), 5_000);
        SharedCloud one = fixture.cloud();
        SandboxClouds.forget(fixture.account, SandboxFixture.REGION);
        fixture.reopen();
        SharedCloud other = fixture.cloud();

        addForeign(one);
        addForeign(other);

        assertThat(live(one))
                .extracting(MachineTruth::id)
                .hasSize(3)
                .doesNotHaveDuplicates()
                .isEqualTo(live(other).stream().map(MachineTruth::id).toList());
    }

    private static List<MachineTruth> live(SharedCloud cloud) {
        return cloud.operate((operator, now) -> operator.live(now));
    }

    private static String addForeign(SharedCloud cloud) {
        return cloud.operate((operator, now) -> operator.addForeign(SandboxType.SMALL, null, null, Map.of(), now));
    }

    private void terminate(String id) {
        var call = new Call.Act(Call.Kind.TERMINATE, List.of(id));
        fixture.provider().terminate(call, context(call, 5_000)).await().atMost(Duration.ofSeconds(5));
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
