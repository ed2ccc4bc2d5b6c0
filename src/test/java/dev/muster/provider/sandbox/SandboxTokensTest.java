package dev.muster.provider.sandbox;

import static dev.muster.provider.sandbox.CloudUnderTest.failureOf;
import static dev.muster.provider.sandbox.CloudUnderTest.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxTokensTest {
    private final CloudUnderTest cloud = CloudUnderTest.ec2();
    private final Launches two = Launches.of("token").count(1, 2);

    @Test
    void theSameTokenAnswersWithTheSameMachines() {
        var first = cloud.launch(two);

        var again = cloud.launch(two);

        assertThat(ids(again)).isEqualTo(ids(first)).hasSize(2);
        assertThat(cloud.operator().madeByFindKey()).containsEntry("token", 2);
    }

    @Test
    void theSameTokenInAnotherZoneLaunchesAgain() {
        cloud.launch(two.zone("sandbox-1a"));

        cloud.launch(two.zone("sandbox-1b"));
        cloud.launch(two);

        assertThat(cloud.operator().live(cloud.now)).hasSize(6);
    }

    @Test
    void otherParametersAreAMismatchThatLeavesTheEffectUnknown() {
        cloud.launch(two);

        var failure = failureOf(() -> cloud.launch(two.type("medium")));

        assertThat(failure.provider().code()).isEqualTo("IdempotentParameterMismatch");
        assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(failure.advice()).isEqualTo(Advice.RECONCILE_FIRST);
    }

    @Test
    void otherParametersAnswerWithTheOriginalWhereTheKnobSaysSo() {
        var silent = new CloudUnderTest(SandboxProfile.EC2_LIKE, SandboxTuning.INSTANT.withSilentMismatch(true));
        var first = silent.launch(two);

        var other = silent.launch(two.type("medium"));

        assertThat(ids(other)).isEqualTo(ids(first));
    }

    @Test
    void otherParametersAreAMismatchEvenAfterALaunchThatFoundNoRoom() {
        cloud.operator().setCapacity(new CapacityRule("gpu-8", null, null, 0));
        assertThat(failureOf(() -> cloud.launch(two.type("gpu-8"))).category()).isEqualTo(Category.CAPACITY);

        var failure = failureOf(() -> cloud.launch(two));

        assertThat(failure.provider().code()).isEqualTo("IdempotentParameterMismatch");
    }

    @Test
    void theSameRequestMayTryAgainAfterALaunchThatFoundNoRoom() {
        cloud.operator().setCapacity(new CapacityRule("gpu-8", null, null, 0));
        failureOf(() -> cloud.launch(two.type("gpu-8")));
        cloud.operator().setCapacity(new CapacityRule("gpu-8", null, null, 9));

        assertThat(cloud.launch(two.type("gpu-8")).rows()).hasSize(2);
    }

    @Test
    void partialFulfilmentSpendsTheToken() {
        cloud.operator().setCapacity(new CapacityRule("small", "sandbox-1a", null, 1));
        var first = cloud.launch(two.zone("sandbox-1a"));
        cloud.operator().setCapacity(new CapacityRule("small", "sandbox-1a", null, 9));

        var again = cloud.launch(two.zone("sandbox-1a"));

        assertThat(ids(again)).isEqualTo(ids(first)).hasSize(1);
    }

    @Test
    void aTokenWhoseMachinesAllEndedIsGoneForGood() {
        var first = ids(cloud.launch(two));
        cloud.cloud.terminate(List.of(first.get(0)), cloud.now);
        assertThat(cloud.launch(two).gone()).isFalse();
        cloud.cloud.terminate(first, cloud.now);

        assertThat(cloud.launch(two).gone()).isTrue();
        assertThat(cloud.afterSeconds(7_200).launch(two).gone()).isTrue();
        assertThat(cloud.operator().live(cloud.now)).isEmpty();
    }

    @Test
    void rowsTellTokenLaunchIndexAndOneZoneOfTheLaunch() {
        var rows = cloud.launch(Launches.of("token").count(3, 3)).rows();

        assertThat(rows).extracting(row -> row.launchIndex()).containsExactly(0, 1, 2);
        assertThat(rows).extracting(row -> row.findKey()).containsOnly("token");
        assertThat(rows).extracting(row -> row.zoneName()).doesNotContainNull();
        assertThat(rows.stream().map(row -> row.zoneId()).distinct()).hasSize(1);
    }

    @Test
    void withoutTokensTheSameNameLaunchesTwice() {
        var lambda = CloudUnderTest.lambda();
        lambda.launch(Launches.of("name"));

        lambda.afterSeconds(12).launch(Launches.of("name"));

        assertThat(lambda.operator().madeByFindKey()).containsEntry("name", 2);
        assertThat(lambda.cloud.find(Launches.OWNER, "name", lambda.now).rows()).hasSize(2);
    }
}
