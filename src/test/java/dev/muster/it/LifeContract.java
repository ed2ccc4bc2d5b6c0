package dev.muster.it;

import static dev.muster.model.LifecycleState.RUNNING;
import static dev.muster.model.LifecycleState.STOPPED;
import static dev.muster.model.LifecycleState.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Command;
import dev.muster.model.Event.CommandSucceeded;
import dev.muster.model.Event.InstanceChanged;
import dev.muster.model.Event.Projection;
import dev.muster.model.Failure;
import dev.muster.model.ResourceName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an instance goes through from its creation to its end, on each kind of cloud, told of without a gap. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LifeContract {
    private static final int COUNT = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Rig rig = new Rig();
    private final Supplier<Cluster> clusters;
    private Ec2Fleet ec2;
    private Conversation user;

    LifeContract(Supplier<Cluster> clusters) {
        this.clusters = clusters;
    }

    @BeforeAll
    void open(@TempDir Path home) {
        Cluster cluster = rig.keep(clusters.get());
        ec2 = rig.ec2();
        rig.keep(ServiceProcess.startReady(Deployment.of("life", home, cluster.bootstrapServers())
                .withSandbox()
                .withLambda()
                .withAws(ec2.endpoint())));
        user = rig.keep(Conversation.with(cluster));
    }

    @AfterAll
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"SANDBOX", "AWS"})
    void wholeLife(Order order) {
        CommandSucceeded created = user.succeed(order + "-create", order.create("web", COUNT), PATIENCE);
        assertThat(created.items())
                .extracting(Failure.ItemResult::result)
                .containsOnly("OK")
                .hasSize(COUNT);
        each(order, "stop", order::stop);
        each(order, "start", order::start);
        each(order, "reboot", order::reboot);
        each(order, "terminate", order::terminate);

        user.catchUp();
        for (int i = 0; i < COUNT; i++) {
            ResourceName instance = order.name("web-" + i);
            assertThat(user.lifeOf(instance))
                    .containsSubsequence(RUNNING, STOPPED, RUNNING, TERMINATED)
                    .endsWith(TERMINATED);
            assertMovesAreLegal(user.changesOf(instance));
            assertThat(user.stateOf(instance).lifecycle()).isEqualTo(TERMINATED);
        }
        user.assertNoGaps();
        List.of("stop", "start", "reboot", "terminate").forEach(verb -> IntStream.range(0, COUNT)
                .forEach(
                        i -> assertThat(user.results(commandId(order, verb, i))).isEqualTo(1)));
        assertThat(user.results(order + "-create")).isEqualTo(1);
        if (order == Order.AWS) {
            assertThat(ec2.launched()).hasSize(COUNT).allSatisfy(machine -> {
                assertThat(machine.path("state").asText()).isEqualTo("terminated");
                assertThat(machine.path("reboots").asInt()).isEqualTo(1);
            });
        }
    }

    /** One command for each, sent together. */
    private void each(Order order, String verb, Function<String, Command> command) {
        for (int i = 0; i < COUNT; i++) {
            user.send(commandId(order, verb, i), command.apply("web-" + i));
        }
        for (int i = 0; i < COUNT; i++) {
            user.awaitSuccess(commandId(order, verb, i), PATIENCE);
        }
    }

    private static String commandId(Order order, String verb, int i) {
        return order + "-" + verb + "-" + i;
    }

    private static void assertMovesAreLegal(List<InstanceChanged> changes) {
        assertThat(changes.get(0).from()).isNull();
        for (int i = 1; i < changes.size(); i++) {
            InstanceChanged change = changes.get(i);
            assertThat(change.from()).isEqualTo(changes.get(i - 1).to());
            assertThat(change.from() == change.to() || change.from().canBecome(change.to()))
                    .as("%s to %s", change.from(), change.to())
                    .isTrue();
        }
    }

    @Test
    void cloudThatCannotStopIsNotAsked() {
        user.succeed("lambda-create", Order.LAMBDA.create("gpu", null), PATIENCE);

        user.send("lambda-stop", Order.LAMBDA.stop("gpu"));

        Failure refused = user.awaitFailure("lambda-stop", PATIENCE);
        assertThat(refused.category()).isEqualTo(Failure.Category.UNSUPPORTED);
        assertThat(refused.effect()).isEqualTo(Failure.EffectLeft.NONE);
        assertThat(user.changesOf(Order.LAMBDA.name("gpu")))
                .as("how far the tags reached a cloud that has none")
                .filteredOn(change -> change.to() == RUNNING)
                .extracting(change -> change.tagProjection().level())
                .containsOnly(Projection.Level.NONE);
        user.succeed("lambda-terminate", Order.LAMBDA.terminate("gpu"), PATIENCE);
        user.catchUp();
        assertThat(user.lifeOf(Order.LAMBDA.name("gpu")))
                .contains(RUNNING)
                .doesNotContain(STOPPED)
                .endsWith(TERMINATED);
        assertThat(user.results("lambda-stop")).isEqualTo(1);
        user.assertNoGaps();
    }
}
