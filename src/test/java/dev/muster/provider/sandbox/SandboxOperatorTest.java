package dev.muster.provider.sandbox;

import static dev.muster.provider.sandbox.CloudUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Call;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.TerminationReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxOperatorTest {
    private final CloudUnderTest cloud = CloudUnderTest.ec2();
    private final SandboxOperator operator = cloud.operator();

    @Test
    void foreignMachinesAreThereButNeitherListedNorFoundAsOurs() {
        cloud.launch(Launches.of("ours"));
        operator.addForeign(SandboxType.LARGE, "ours", null, Map.of(), cloud.now);
        operator.addForeign(SandboxType.LARGE, null, new Call.Ownership("other", "acme"), Map.of(), cloud.now);

        assertThat(operator.live(cloud.now)).hasSize(3);
        assertThat(cloud.cloud.list(Launches.OWNER, cloud.now).rows()).hasSize(1);
        assertThat(cloud.cloud.find(Launches.OWNER, "ours", cloud.now).rows()).hasSize(1);
    }

    @Test
    void aMachineKilledByItsHostSaysSo() {
        String id = cloud.launchOne(Launches.of("k"));

        operator.kill(id, EndReason.HOST_FAILURE, cloud.now);

        assertThat(cloud.describe(id).get(0).reason()).isEqualTo(TerminationReason.HOST_FAILURE);
        assertThat(operator.live(cloud.now)).isEmpty();
    }

    @Test
    void theTruthIsToldPastEveryLag() {
        cloud.launch(Launches.of("k").count(2, 2));

        assertThat(operator.live(cloud.now)).hasSize(2).allSatisfy(machine -> {
            assertThat(machine.findKey()).isEqualTo("k");
            assertThat(machine.owner()).isEqualTo(Launches.OWNER);
            assertThat(machine.tags()).containsEntry("team", "research");
            assertThat(machine.starts()).isEqualTo(1);
        });
    }

    @Test
    void aCutListIsMarkedIncomplete() {
        cloud.launch(Launches.of("k").count(4, 4));
        operator.cutLists(1);

        var cut = cloud.cloud.list(Launches.OWNER, cloud.now);

        assertThat(cut.complete()).isFalse();
        assertThat(cut.rows()).hasSize(2);
        assertThat(cloud.cloud.list(Launches.OWNER, cloud.now).complete()).isTrue();
    }

    @Test
    void orderedTroubleBefallsTheNextCallsOfItsKind() {
        String id = cloud.launchOne(Launches.of("k"));
        operator.order(Call.Kind.TERMINATE, Trouble.LOST, 1);
        operator.order(Call.Kind.DESCRIBE, Trouble.LOST, 1);

        assertThat(failureOf(() -> cloud.describe(id)).effect())
                .as("a read leaves nothing")
                .isEqualTo(EffectLeft.NONE);
        assertThat(failureOf(() -> cloud.cloud.terminate(List.of(id), cloud.now))
                        .effect())
                .isEqualTo(EffectLeft.UNKNOWN);
        assertThat(operator.live(cloud.now)).isEmpty();
        assertThat(cloud.cloud.terminate(List.of(id), cloud.now).rows()).hasSize(1);
    }

    @Test
    void theNextChangeIsKnownToWhoeverWaitsForIt() {
        var slow = CloudUnderTest.slow(SandboxProfile.EC2_LIKE, Duration.ZERO);
        slow.launch(Launches.of("k"));

        assertThat(slow.operator().nextChange()).isEqualTo(slow.now.plusSeconds(10));
    }
}
