package dev.muster.provider.sandbox;

import static dev.muster.provider.sandbox.CloudUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Call;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.Reach;
import dev.muster.model.Market;
import dev.muster.model.ScopeProfile.OrphanPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxLimitsTest {
    private final CloudUnderTest cloud = CloudUnderTest.ec2();

    @Test
    void aFullZoneFailsALaunchThereAndAnyOtherZoneTakesALaunchForAny() {
        cloud.operator().setCapacity(new CapacityRule("small", "sandbox-1a", Market.ON_DEMAND, 0));

        var failure = failureOf(() -> cloud.launch(Launches.of("a").zone("sandbox-1a")));

        assertThat(failure.category()).isEqualTo(Category.CAPACITY);
        assertThat(failure.scope()).isEqualTo(Reach.TYPE_IN_ZONE);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failure.advice()).isEqualTo(Advice.TRY_ELSEWHERE);
        assertThat(cloud.launch(Launches.of("b")).rows().get(0).zoneName()).isNotEqualTo("sandbox-1a");
        assertThat(cloud.launch(Launches.of("c").zone("sandbox-1a").spot()).rows())
                .hasSize(1);
    }

    @Test
    void roomIsGivenBackWhenAMachineHasEnded() {
        cloud.operator().setCapacity(new CapacityRule("small", null, null, 1));
        String id = cloud.launchOne(Launches.of("a").zone("sandbox-1a"));
        assertThat(failureOf(() -> cloud.launch(Launches.of("b").zone("sandbox-1a")))
                        .category())
                .isEqualTo(Category.CAPACITY);

        cloud.cloud.terminate(List.of(id), cloud.now);

        assertThat(cloud.launch(Launches.of("b").zone("sandbox-1a")).rows()).hasSize(1);
    }

    @Test
    void lessRoomThanTheGreatestCountFulfilsInPartAndLessThanTheLeastFails() {
        cloud.operator().setCapacity(new CapacityRule("small", null, null, 3));

        assertThat(cloud.launch(Launches.of("a").zone("sandbox-1a").count(1, 5)).rows())
                .hasSize(3);
        assertThat(failureOf(() -> cloud.launch(Launches.of("b").count(5, 5))).scope())
                .isEqualTo(Reach.TYPE_IN_REGION);
        assertThat(cloud.operator().live(cloud.now)).hasSize(3);
    }

    @Test
    void theVcpuQuotaCountsAllTypesAndTellsItsFigures() {
        cloud.operator().setVcpuQuota(10);
        cloud.launch(Launches.of("a").type("large"));

        var failure = failureOf(() -> cloud.launch(Launches.of("b").count(1, 2)));

        assertThat(failure.category()).isEqualTo(Category.QUOTA);
        assertThat(failure.quota().limit()).isEqualTo(10);
        assertThat(failure.quota().used()).isEqualTo(8);
        assertThat(failure.quota().requested()).isEqualTo(4);
        assertThat(cloud.launch(Launches.of("c")).rows()).hasSize(1);
    }

    @Test
    void aStoppedMachineNeedsRoomToStartAgain() {
        cloud.operator().setCapacity(new CapacityRule("small", "sandbox-1a", null, 1));
        String stopped = cloud.launchOne(Launches.of("a").zone("sandbox-1a"));
        cloud.cloud.stop(List.of(stopped), cloud.now);
        cloud.launch(Launches.of("b").zone("sandbox-1a"));

        assertThat(failureOf(() -> cloud.cloud.start(List.of(stopped), cloud.now))
                        .category())
                .isEqualTo(Category.CAPACITY);
        assertThat(cloud.rawState(stopped)).isEqualTo("stopped");
    }

    @Test
    void theSixthLaunchAtOnceIsThrottledAndToldHowLongToWait() {
        for (int i = 0; i < 5; i++) {
            cloud.launch(Launches.of("k" + i));
        }

        var failure = failureOf(() -> cloud.launch(Launches.of("k5")));

        assertThat(failure.category()).isEqualTo(Category.THROTTLED);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failure.provider().code()).isEqualTo("RequestLimitExceeded");
        assertThat(failure.retryAfter()).isBetween(Duration.ofMillis(499), Duration.ofMillis(501));
        assertThat(cloud.operator().throttled()).isEqualTo(1);
        assertThat(cloud.after(failure.retryAfter()).launch(Launches.of("k5")).rows())
                .hasSize(1);
    }

    @Test
    void lambdaLaunchesOncePerTwelveSeconds() {
        var lambda = CloudUnderTest.lambda();
        lambda.launch(Launches.of("a"));

        assertThat(failureOf(() -> lambda.afterSeconds(11).launch(Launches.of("b")))
                        .provider()
                        .httpStatus())
                .isEqualTo(429);
        assertThat(lambda.afterSeconds(1).launch(Launches.of("b")).rows()).hasSize(1);
    }

    @Test
    void moreThanABatchIsRefused() {
        assertThat(failureOf(() -> cloud.launch(Launches.of("a").count(1, 101))).category())
                .isEqualTo(Category.INVALID_REQUEST);
        assertThat(failureOf(() ->
                                CloudUnderTest.lambda().launch(Launches.of("a").count(1, 2)))
                        .category())
                .isEqualTo(Category.INVALID_REQUEST);
    }

    @Test
    void aZoneAskedOfARegionIsRefusedNeverIgnored() {
        var failure =
                failureOf(() -> CloudUnderTest.lambda().launch(Launches.of("a").zone("sandbox-1a")));

        assertThat(failure.category()).isEqualTo(Category.INVALID_REQUEST);
        assertThat(failure.violations())
                .extracting(violation -> violation.field())
                .containsExactly("zones");
    }

    @Test
    void tenantsShareTheBucketsAndALaunchOfLambdaFitsInEveryShare() {
        var ec2 = SandboxProfile.EC2_LIKE.scopeProfile(2, true, OrphanPolicy.REPORT, Duration.ofSeconds(10));
        var lambda = SandboxProfile.LAMBDA_LIKE.scopeProfile(4, true, OrphanPolicy.REPORT, Duration.ofSeconds(10));

        assertThat(ec2.buckets().get("RunInstances").size()).isEqualTo(2.5);
        assertThat(ec2.buckets().get("RunInstances").refillPerSecond()).isEqualTo(1);
        assertThat(lambda.buckets().get("requests").size()).isEqualTo(2);
        assertThat(lambda.buckets().get("requests").refillPerSecond()).isEqualTo(0.25);
        assertThat(lambda.charges().get(Call.Kind.LAUNCH)).hasSize(3);
    }

    @Test
    void withoutThrottlingTheCoreIsToldOfNoLimit() {
        var free = SandboxProfile.EC2_LIKE.scopeProfile(1, false, OrphanPolicy.REPORT, Duration.ofSeconds(10));

        assertThat(free.buckets()).isEqualTo(Map.of());
        assertThat(free.charges()).isEqualTo(Map.of());
    }
}
