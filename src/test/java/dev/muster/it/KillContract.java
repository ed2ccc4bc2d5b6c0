package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.LifecycleState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise itself: never twice, never lost. 200 commands for one instance each, and a service that is killed ten times
 * in their midst.
 *
 * <p>The commands come in groups of four that can share a launch, so that kills hit launches of one and of several; EC2's
 * own limit of two launches a second then makes it take long enough. Every launch is answered late, so that a kill that
 * follows a launch hits one whose answer nobody got.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KillContract {
    private static final int COMMANDS = 200;
    private static final int GROUP = 4;
    private static final int KILLS = 10;

    /** Machines launched from one kill to the next, at least. */
    private static final int STEP = 18;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Rig rig = new Rig();
    private final Supplier<Cluster> clusters;
    private Deployment deployment;
    private ServiceProcess service;
    private Ec2Fleet ec2;
    private Conversation user;

    KillContract(Supplier<Cluster> clusters) {
        this.clusters = clusters;
    }

    @BeforeAll
    void open(@TempDir Path home) {
        Cluster cluster = rig.keep(clusters.get());
        ec2 = rig.ec2();
        ec2.turn("fault", "kind=delayAnswer&action=RunInstances&probability=1&delayMs=300");
        ec2.turn("knobs", "visibleAfterMs=1000");
        deployment = Deployment.of("kill", home, cluster.bootstrapServers()).withAws(ec2.endpoint());
        service = ServiceProcess.startReady(deployment);
        rig.keep(() -> service.close()); // Whichever it then is.
        user = rig.keep(Conversation.with(cluster));
    }

    @AfterAll
    void close() {
        rig.close();
    }

    @Test
    void nothingIsLostOrDoneTwiceWhateverIsKilled() {
        List<String> ids = IntStream.range(0, COMMANDS).mapToObj(i -> "c-" + i).toList();
        for (int i = 0; i < COMMANDS; i++) {
            user.send(ids.get(i), Order.AWS.createIn("group-" + i / GROUP, ids.get(i)));
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            int target = kill * STEP;
            user.await(target + " launched", PATIENCE, () -> ec2.launched().size() >= target);
            service.kill();
            killed(kill, ids);
        }
        ids.forEach(id -> user.awaitSuccess(id, PATIENCE));
        user.succeed("fence", Order.AWS.createOnPaper("fence"), PATIENCE);
        user.catchUp();

        assertThat(ec2.launched()).as("ever launched").hasSize(COMMANDS).allSatisfy(machine -> assertThat(
                        machine.path("state").asText())
                .isEqualTo("running"));
        assertThat(ids).allSatisfy(id -> {
            assertThat(user.results(id)).as("results of %s", id).isEqualTo(1);
            assertThat(user.stateOf(Order.AWS.name(id)).lifecycle()).isEqualTo(LifecycleState.RUNNING);
        });
        assertThat(ids.stream()
                        .map(id -> user.stateOf(Order.AWS.name(id)).identity().providerId())
                        .distinct())
                .as("machines of instances")
                .hasSize(COMMANDS);
        assertThat(user.errors()).isEmpty();
        user.assertNoGaps();
    }

    /** In the midst, and not before or after; then starts it anew, and waits until it decides something. */
    private void killed(int kill, List<String> ids) {
        user.catchUp();
        int launched = ec2.launched().size();
        long finished = ids.stream().filter(id -> user.results(id) > 0).count();
        assertThat(launched).as("launched at kill %d", kill).isPositive().isLessThan(COMMANDS);
        assertThat(finished).as("finished at kill %d", kill).isLessThan(COMMANDS);
        int told = user.events().size();
        Instant restart = Instant.now();
        service = ServiceProcess.start(deployment);
        user.await(
                "a decision after kill " + kill, PATIENCE, () -> user.events().size() > told);
        System.out.printf(
                "kill %d: %d of %d launched, %d finished; first decision %d ms after the restart%n",
                kill,
                launched,
                COMMANDS,
                finished,
                Duration.between(restart, Instant.now()).toMillis());
    }
}
