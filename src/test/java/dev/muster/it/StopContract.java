package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is asked to end does so, hears out the calls it has made, and leaves nothing behind. */
abstract class StopContract {
    /** What an orchestrator must grant: {@code terminationGracePeriodSeconds}. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(75);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a JVM ends with that was asked to by SIGTERM. */
    private static final int BY_SIGTERM = 128 + 15;

    private final Rig rig = new Rig();
    private final Supplier<Cluster> clusters;
    private Ec2Fleet ec2;
    private Cluster cluster;
    private Deployment deployment;
    private ServiceProcess service;
    private Conversation user;

    StopContract(Supplier<Cluster> clusters) {
        this.clusters = clusters;
    }

    @BeforeEach
    void open(@TempDir Path home) {
        cluster = rig.keep(clusters.get());
        ec2 = rig.ec2();
        deployment = Deployment.of("stop", home, cluster.bootstrapServers()).withAws(ec2.endpoint());
        service = rig.keep(ServiceProcess.startReady(deployment));
        user = rig.keep(Conversation.with(cluster));
        user.succeed("warm", Order.AWS.create("warm", null), PATIENCE);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void callsUnderWayAreHeardOutAndNoneIsMadeAgain() {
        ec2.turn("fault", "kind=delayAnswer&action=RunInstances&calls=3&delayMs=3000");
        int before = ec2.received("RunInstances");
        List<String> ids = IntStream.range(0, 3).mapToObj(i -> "stop-" + i).toList();
        ids.forEach(id -> user.send(id, Order.AWS.create(id, null)));
        user.await("calls under way", PATIENCE, () -> ec2.received("RunInstances") - before == 3);

        service.terminate();

        assertThat(service.awaitExit(STOPS_WITHIN)).isEqualTo(BY_SIGTERM);
        assertThat(service.said()).contains("muster stopped in").doesNotContain("ERROR");
        user.catchUp();
        assertThat(ids).as("unanswered at the stop").anyMatch(id -> user.results(id) == 0);
        rig.keep(ServiceProcess.startReady(deployment));
        ids.forEach(id -> user.awaitSuccess(id, PATIENCE));
        assertThat(ec2.received("RunInstances") - before)
                .as("launches asked for")
                .isEqualTo(3);
        user.assertNoGaps();
    }

    /** There is nobody to take what it still has to say; it must not wait for that without end. */
    @Test
    void endsThoughTheBrokerIsAway() {
        cluster.takeAway();

        service.terminate();

        assertThat(service.awaitExit(STOPS_WITHIN)).isEqualTo(BY_SIGTERM);
        cluster.bringBack();
        rig.keep(ServiceProcess.startReady(deployment));
        user.succeed("after", Order.AWS.create("after", null), PATIENCE);
        user.assertNoGaps();
    }
}
