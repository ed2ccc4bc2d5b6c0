package dev.muster.provider.sandbox;

import static dev.muster.provider.sandbox.CloudUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Failure.Category;
import dev.muster.model.Health;
import dev.muster.model.LifecycleState;
import dev.muster.model.TerminationReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxLifecycleTest {
    private final CloudUnderTest cloud = CloudUnderTest.slow(SandboxProfile.EC2_LIKE, Duration.ZERO);
    private final CloudUnderTest lambda = CloudUnderTest.slow(SandboxProfile.LAMBDA_LIKE, Duration.ZERO);

    @Test
    void aMachineBootsRunsStopsStartsAndEndsInEc2Words() {
        String id = cloud.launchOne(Launches.of("k"));
        assertThat(cloud.rawState(id)).isEqualTo("pending");
        assertThat(cloud.afterSeconds(10).rawState(id)).isEqualTo("running");
        cloud.cloud.stop(List.of(id), cloud.now);
        assertThat(cloud.rawState(id)).isEqualTo("stopping");
        assertThat(cloud.afterSeconds(5).rawState(id)).isEqualTo("stopped");
        cloud.cloud.start(List.of(id), cloud.now);
        assertThat(cloud.rawState(id)).isEqualTo("pending");
        assertThat(cloud.afterSeconds(10).rawState(id)).isEqualTo("running");
        cloud.cloud.terminate(List.of(id), cloud.now);
        assertThat(cloud.rawState(id)).isEqualTo("shutting-down");

        var ended = cloud.afterSeconds(3).describe(id).get(0);

        assertThat(ended.state()).isEqualTo(LifecycleState.TERMINATED);
        assertThat(ended.rawReason()).isEqualTo("Client.UserInitiatedShutdown");
        assertThat(ended.reason())
                .as("only who asked can tell ours from others'")
                .isNull();
    }

    @Test
    void anEndedRowIsShownForAnHourAndThenNoMore() {
        String id = cloud.launchOne(Launches.of("k"));
        cloud.cloud.terminate(List.of(id), cloud.now);

        assertThat(cloud.after(Duration.ofMinutes(60)).rawState(id)).isEqualTo("terminated");
        assertThat(cloud.afterSeconds(3).describe(id)).isEmpty();
    }

    @Test
    void lambdaTellsNeitherIndexNorZoneNorTimeAndItsEndedRowsLeaveSoon() {
        String id = lambda.launchOne(Launches.of("name"));
        var active = lambda.afterSeconds(10).describe(id).get(0);
        lambda.cloud.terminate(List.of(id), lambda.afterSeconds(1).now);

        assertThat(active.rawState()).isEqualTo("active");
        assertThat(active.findKey()).isEqualTo("name");
        assertThat(active.launchIndex()).isNull();
        assertThat(active.zoneName()).isNull();
        assertThat(active.launchedAt()).isNull();
        assertThat(active.publicIp()).isNotNull();
        assertThat(lambda.afterSeconds(3).rawState(id)).isEqualTo("terminated");
        assertThat(lambda.afterSeconds(10).describe(id)).isEmpty();
    }

    @Test
    void lambdaBootsAgainOnReboot() {
        String id = lambda.launchOne(Launches.of("name"));
        lambda.cloud.reboot(List.of(id), lambda.afterSeconds(10).now);

        assertThat(lambda.afterSeconds(1).rawState(id)).isEqualTo("booting");
        assertThat(lambda.afterSeconds(10).rawState(id)).isEqualTo("active");
        assertThat(lambda.operator().live(lambda.now).get(0).reboots()).isEqualTo(1);
    }

    @Test
    void ec2RunsOnThroughAReboot() {
        String id = cloud.launchOne(Launches.of("k"));
        cloud.cloud.reboot(List.of(id), cloud.afterSeconds(10).now);

        assertThat(cloud.rawState(id)).isEqualTo("running");
        assertThat(cloud.operator().live(cloud.now).get(0).reboots()).isEqualTo(1);
    }

    @Test
    void whatIsNotShownYetCannotBeFoundDescribedListedOrTerminated() {
        var lagging = CloudUnderTest.slow(SandboxProfile.EC2_LIKE, Duration.ofSeconds(30));
        String id = lagging.launchOne(Launches.of("k"));

        assertThat(lagging.describe(id)).isEmpty();
        assertThat(lagging.cloud.list(Launches.OWNER, lagging.now).rows()).isEmpty();
        assertThat(lagging.cloud.find(Launches.OWNER, "k", lagging.now).rows()).isEmpty();
        assertThat(failureOf(() -> lagging.cloud.terminate(List.of(id), lagging.now))
                        .category())
                .isEqualTo(Category.NOT_FOUND);
        assertThat(lagging.afterSeconds(30).describe(id)).hasSize(1);
        assertThat(lagging.cloud.terminate(List.of(id), lagging.now).rows()).hasSize(1);
    }

    @Test
    void staleReadsShowAPastStateNoOlderThanTheLag() {
        var stale = new CloudUnderTest(
                SandboxProfile.EC2_LIKE,
                SandboxTuning.INSTANT
                        .withThrottling(false)
                        .withTimings(CloudUnderTest.timings(Duration.ofSeconds(4), true)));
        String id = stale.launchOne(Launches.of("k"));

        assertThat(stale.afterSeconds(13).rawState(id))
                .as("the lag is exactly 4 s here")
                .isEqualTo("pending");
        assertThat(stale.afterSeconds(1).rawState(id)).isEqualTo("running");
    }

    @Test
    void aSpotMachineIsTakenBackTwoMinutesAfterItsNotice() {
        String id = cloud.launchOne(Launches.of("k").spot());
        cloud.operator().interrupt(id, cloud.afterSeconds(10).now);

        assertThat(cloud.describe(id).get(0).interruptAt()).isEqualTo(cloud.now.plusSeconds(120));
        assertThat(cloud.afterSeconds(119).rawState(id)).isEqualTo("running");
        assertThat(cloud.afterSeconds(1).rawState(id)).isEqualTo("shutting-down");
        assertThat(cloud.afterSeconds(3).describe(id).get(0).reason()).isEqualTo(TerminationReason.SPOT_INTERRUPTION);
    }

    @Test
    void failedChecksAreDegraded() {
        String ec2Id = cloud.launchOne(Launches.of("k"));
        String lambdaId = lambda.launchOne(Launches.of("k"));
        cloud.operator().impair(ec2Id, true, cloud.afterSeconds(10).now);
        lambda.operator().impair(lambdaId, true, lambda.afterSeconds(10).now);

        assertThat(cloud.describe(ec2Id).get(0).health()).isEqualTo(Health.IMPAIRED);
        assertThat(cloud.describe(ec2Id).get(0).state()).isEqualTo(LifecycleState.DEGRADED);
        assertThat(lambda.rawState(lambdaId)).isEqualTo("unhealthy");
        assertThat(lambda.afterSeconds(1).describe(lambdaId).get(0).state()).isEqualTo(LifecycleState.DEGRADED);
    }

    @Test
    void aWordNobodyHasReadOfIsUnknownNeverPending() {
        String id = cloud.launchOne(Launches.of("k"));
        cloud.operator().speakOddly(id, "hibernating", cloud.now);

        assertThat(cloud.describe(id).get(0).state()).isEqualTo(LifecycleState.UNKNOWN);
        assertThat(cloud.rawState(id)).isEqualTo("hibernating");
    }

    @Test
    void aPreemptedLambdaMachineSaysSoInItsState() {
        String id = lambda.launchOne(Launches.of("k"));
        lambda.operator().kill(id, EndReason.PREEMPTED, lambda.now);

        var row = lambda.afterSeconds(3).describe(id).get(0);

        assertThat(row.rawState()).isEqualTo("preempted");
        assertThat(row.state()).isEqualTo(LifecycleState.TERMINATED);
        assertThat(row.reason()).isEqualTo(TerminationReason.PREEMPTED);
    }

    @Test
    void onlyARunningMachineCanBeStoppedAndOnlyALastingOneStarted() {
        String id = cloud.launchOne(Launches.of("k"));

        var early = failureOf(() -> cloud.cloud.stop(List.of(id), cloud.now));

        assertThat(early.category()).isEqualTo(Category.CONFLICT);
        assertThat(early.provider().code()).isEqualTo("IncorrectInstanceState");
        cloud.cloud.terminate(List.of(id), cloud.now);
        assertThat(failureOf(() -> cloud.cloud.start(List.of(id), cloud.now)).category())
                .isEqualTo(Category.CONFLICT);
    }

    @Test
    void oneUnknownIdEndsNone() {
        String id = cloud.launchOne(Launches.of("k"));

        var failure = failureOf(() -> cloud.cloud.terminate(List.of(id, "i-none"), cloud.now));

        assertThat(failure.provider().code()).isEqualTo("InvalidInstanceID.NotFound");
        assertThat(cloud.operator().live(cloud.now)).hasSize(1);
    }
}
