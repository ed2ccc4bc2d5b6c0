package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.model.Event.CommandAccepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** While the broker is away everything waits, and nobody has to restart anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutageContract {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PER_OUTAGE = 12;

    /** The first one is longer than the minute after which Kafka's clients give up on a question by default. */
    private static final List<Duration> OUTAGES =
            List.of(Duration.ofSeconds(70), Duration.ofSeconds(5), Duration.ofSeconds(5));

    private final Rig rig = new Rig();
    private final Supplier<Cluster> clusters;
    private Cluster cluster;
    private ServiceProcess service;
    private Ec2Fleet ec2;
    private Conversation user;

    OutageContract(Supplier<Cluster> clusters) {
        this.clusters = clusters;
    }

    @BeforeAll
    void open(@TempDir Path home) {
        cluster = rig.keep(clusters.get());
        ec2 = rig.ec2();
        // Long enough for an outage to come between a call and its answer.
        ec2.turn("fault", "kind=delayAnswer&action=RunInstances&probability=1&delayMs=500");
        service = rig.keep(ServiceProcess.startReady(
                Deployment.of("outage", home, cluster.bootstrapServers()).withAws(ec2.endpoint())));
        user = rig.keep(Conversation.with(cluster));
    }

    @AfterAll
    void close() {
        rig.close();
    }

    @Test
    void outagesOfTheBrokerAreSatOut() {
        var ids = new ArrayList<String>();
        try (var liveness = new LivenessWatch(service)) {
            for (Duration outage : OUTAGES) {
                List<String> before = send("at-" + ids.size());
                user.await("some accepted", PATIENCE, () -> before.stream().anyMatch(this::isAccepted));
                assertThat(before).as("under way").anyMatch(id -> user.results(id) == 0);
                int told = user.events().size();
                cluster.takeAway();
                await("the end of the outage")
                        .pollDelay(outage)
                        .atMost(outage.plus(PATIENCE))
                        .until(() -> liveness.yes() + liveness.no() > 0);
                cluster.bringBack();
                user.await("more", PATIENCE, () -> user.events().size() > told);
                ids.addAll(before);
            }
            ids.forEach(id -> user.awaitSuccess(id, PATIENCE));
            user.succeed("fence", Order.AWS.createOnPaper("fence"), PATIENCE);
            user.catchUp();
            assertThat(liveness.no()).as("times it was not alive").isZero();
        }
        assertThat(ids).hasSize(OUTAGES.size() * PER_OUTAGE).allSatisfy(id -> {
            assertThat(user.results(id)).isEqualTo(1);
            assertThat(ec2.launchedFor(id)).hasSize(1);
        });
        assertThat(ec2.launched()).hasSameSizeAs(ids);
        user.assertNoGaps();
    }

    private List<String> send(String stem) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < PER_OUTAGE; i++) {
            ids.add(stem + "-" + i);
            user.send(ids.get(i), Order.AWS.create(ids.get(i), null));
        }
        return ids;
    }

    private boolean isAccepted(String commandId) {
        return user.events().stream()
                .anyMatch(event -> event instanceof CommandAccepted
                        && commandId.equals(event.head().commandId()));
    }
}
