package dev.muster.provider.aws.ec2;

import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_A;
import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_B;
import static dev.muster.provider.aws.ec2.Ec2Session.code;
import static dev.muster.provider.aws.ec2.Ec2Session.ids;
import static dev.muster.provider.aws.ec2.Ec2Session.launch;
import static dev.muster.provider.aws.ec2.Ec2Session.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

class Ec2DoubleTokenTest {
    @RegisterExtension
    final Ec2Session ec2 = new Ec2Session();

    @Test
    void sameTokenAndParametersLaunchOnce() {
        String first = only(ec2.run(token("t1")));

        String second = only(ec2.run(token("t1")));

        assertThat(second).isEqualTo(first);
        assertThat(ec2.region().instances()).hasSize(1);
    }

    @Test
    void manyAtOnceWithOneTokenLaunchOnce() {
        var calls = Stream.generate(() -> ec2.client().runInstances(launch(token("t1"))))
                .limit(100)
                .toList();
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();

        assertThat(calls.stream().map(call -> only(call.join())).distinct()).hasSize(1);
        assertThat(ec2.region().instances()).hasSize(1);
    }

    @Test
    void otherTokensLaunchAgain() {
        assertThat(only(ec2.run(token("t1")))).isNotEqualTo(only(ec2.run(token("t2"))));
    }

    @Test
    void tokenIsCaseSensitive() {
        assertThat(only(ec2.run(token("t1")))).isNotEqualTo(only(ec2.run(token("T1"))));
    }

    @Test
    void sameTokenInAnotherZoneLaunchesAgain() {
        String inA = only(ec2.run(token("t1").andThen(zone(ZONE_A))));

        String inB = only(ec2.run(token("t1").andThen(zone(ZONE_B))));

        assertThat(inB).isNotEqualTo(inA);
        assertThat(only(ec2.run(token("t1").andThen(zone(ZONE_A))))).isEqualTo(inA);
    }

    @Test
    void subnetImpliesTheZoneOfAToken() {
        ec2.region().addSubnet("subnet-b2", ZONE_B, 100);
        only(ec2.run(token("t1").andThen(zone(ZONE_A))));

        assertThat(only(ec2.run(token("t1").andThen(request -> request.subnetId("subnet-b2")))))
                .isNotBlank();
        assertThat(code(ec2.refusedRun(token("t1").andThen(zone(ZONE_B))))).isEqualTo("IdempotentParameterMismatch");
    }

    @Test
    void sameTokenInAnotherRegionLaunchesAgain() {
        ec2.run(token("t1"));

        ec2.client("eu-west-1").runInstances(launch(token("t1"))).join();

        assertThat(ec2.cloud().instances()).extracting(InstanceView::region).containsExactly("eu-west-1", "us-east-1");
    }

    @Test
    void otherParametersAreAMismatch() {
        ec2.run(token("t1"));

        assertThat(code(ec2.refusedRun(token("t1").andThen(request -> request.maxCount(2)))))
                .isEqualTo("IdempotentParameterMismatch");
        assertThat(ec2.region().instances()).hasSize(1);
    }

    @Test
    void otherParametersMaySilentlyGetTheOriginalResult() {
        ec2.cloud().knobs().mismatchSilent(true);
        String first = only(ec2.run(token("t1")));

        assertThat(only(ec2.run(token("t1").andThen(request -> request.maxCount(2)))))
                .isEqualTo(first);
    }

    @Test
    void failureForCapacityBindsTheParameters() {
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 0);
        ec2.refusedRun(token("t1").andThen(zone(ZONE_A)));

        assertThat(code(ec2.refusedRun(token("t1").andThen(zone(ZONE_A)).andThen(request -> request.imageId("ami-2")))))
                .isEqualTo("IdempotentParameterMismatch");
    }

    @Test
    void sameRequestIsTriedAgainAfterAFailureForCapacity() {
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 0);
        ec2.refusedRun(token("t1").andThen(zone(ZONE_A)));
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 1);

        assertThat(ec2.run(token("t1").andThen(zone(ZONE_A))).instances()).hasSize(1);
    }

    @Test
    void partialFulfilmentSpendsTheToken() {
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 3);
        var wanted = token("t1").andThen(zone(ZONE_A)).andThen(request -> request.maxCount(5));
        var first = ec2.run(wanted);
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 10);

        var second = ec2.run(wanted);

        assertThat(ids(second)).hasSize(3).isEqualTo(ids(first));
    }

    @Test
    void tokenOfTerminatedInstancesSaysSo() {
        String id = only(ec2.run(token("t1")));
        ec2.client().terminateInstances(request -> request.instanceIds(id)).join();
        ec2.cloud().clock().advance(Duration.ofMinutes(1));

        assertThat(code(ec2.refusedRun(token("t1")))).isEqualTo("IdempotentInstanceTerminated");
    }

    @Test
    void tokenIsRememberedWhenItsRowsAreGone() {
        ec2.region().vanish(only(ec2.run(token("t1"))));
        ec2.cloud().clock().advance(Duration.ofHours(20));

        assertThat(code(ec2.refusedRun(token("t1")))).isEqualTo("IdempotentInstanceTerminated");
    }

    @Test
    void tokenAnswersWhileOneOfItsInstancesLives() {
        var two = token("t1").andThen(request -> request.minCount(2).maxCount(2));
        String ended = ids(ec2.run(two)).get(0);
        ec2.client().terminateInstances(request -> request.instanceIds(ended)).join();
        ec2.cloud().clock().advance(Duration.ofMinutes(1));

        assertThat(ec2.run(two).instances())
                .extracting(instance -> instance.state().nameAsString())
                .containsExactlyInAnyOrder("terminated", "running");
    }

    @Test
    void longTokenIsRefused() {
        assertThat(code(ec2.refusedRun(token("x".repeat(65))))).isEqualTo("InvalidParameterValue");
    }

    private static Consumer<RunInstancesRequest.Builder> token(String token) {
        return request -> request.clientToken(token);
    }

    private static Consumer<RunInstancesRequest.Builder> zone(String zone) {
        return request -> request.placement(placement -> placement.availabilityZone(zone));
    }
}
