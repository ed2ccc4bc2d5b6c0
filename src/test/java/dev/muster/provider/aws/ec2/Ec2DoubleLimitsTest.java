package dev.muster.provider.aws.ec2;

import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_A;
import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_B;
import static dev.muster.provider.aws.ec2.Ec2Session.code;
import static dev.muster.provider.aws.ec2.Ec2Session.ids;
import static dev.muster.provider.aws.ec2.Ec2Session.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

class Ec2DoubleLimitsTest {
    @RegisterExtension
    final Ec2Session ec2 = new Ec2Session();

    @Test
    void fullZoneIsAServerError() {
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 1);
        ec2.run(inZone(ZONE_A, 1, 1));

        var refusal = ec2.refusedRun(inZone(ZONE_A, 1, 1));

        assertThat(code(refusal)).isEqualTo("InsufficientInstanceCapacity");
        assertThat(refusal.statusCode()).isEqualTo(500);
    }

    @Test
    void asMuchAsFitsIsLaunchedFromMinCountOn() {
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 3);

        assertThat(ec2.run(inZone(ZONE_A, 1, 5)).instances())
                .extracting("amiLaunchIndex")
                .containsOnly(0, 1, 2);
    }

    @Test
    void allOrNothingWhereMinCountIsMaxCount() {
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 3);

        assertThat(code(ec2.refusedRun(inZone(ZONE_A, 4, 4)))).isEqualTo("InsufficientInstanceCapacity");
        assertThat(ec2.region().instances()).isEmpty();
    }

    @Test
    void stoppedAndTerminatedInstancesFreeTheirCapacity() {
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 2);
        var ids = ids(ec2.run(inZone(ZONE_A, 2, 2)));
        ec2.cloud().clock().advance(Duration.ofSeconds(5));
        ec2.client().stopInstances(r -> r.instanceIds(ids.get(0))).join();
        ec2.client().terminateInstances(r -> r.instanceIds(ids.get(1))).join();
        ec2.cloud().clock().advance(Duration.ofSeconds(5));

        assertThat(ec2.run(inZone(ZONE_A, 2, 2)).instances()).hasSize(2);
    }

    @Test
    void launchWithoutZoneGoesWhereThereIsRoom() {
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 1);

        assertThat(ec2.run(r -> r.minCount(2).maxCount(2)).instances())
                .extracting(instance -> instance.placement().availabilityZone())
                .containsOnly(ZONE_B);
    }

    @Test
    void marketsHaveTheirOwnCapacity() {
        ec2.region().capacity("t3.micro", ZONE_A, Market.SPOT, 0);

        assertThat(ec2.run(inZone(ZONE_A, 1, 1)).instances()).hasSize(1);
        assertThat(code(ec2.refusedRun(inZone(ZONE_A, 1, 1)
                        .andThen(r -> r.instanceMarketOptions(m -> m.marketType(MarketType.SPOT))))))
                .isEqualTo("InsufficientInstanceCapacity");
    }

    @Test
    void typeThatAZoneDoesNotOfferIsUnsupportedThere() {
        ec2.region().notOffered("t3.micro", ZONE_A);

        assertThat(code(ec2.refusedRun(inZone(ZONE_A, 1, 1)))).isEqualTo("Unsupported");
        assertThat(ec2.run(r -> {}).instances().get(0).placement().availabilityZone())
                .isEqualTo(ZONE_B);
    }

    @Test
    void subnetRunsOutOfAddresses() {
        ec2.region().addSubnet("subnet-small", ZONE_A, 1);
        ec2.run(r -> r.subnetId("subnet-small"));

        assertThat(code(ec2.refusedRun(r -> r.subnetId("subnet-small"))))
                .isEqualTo("InsufficientFreeAddressesInSubnet");
    }

    @Test
    void quotaNamesItsNumber() {
        ec2.region().vcpuQuota(Market.ON_DEMAND, 5);
        ec2.run(r -> r.minCount(2).maxCount(2));

        var refusal = ec2.refusedRun(r -> {});

        assertThat(code(refusal)).isEqualTo("VcpuLimitExceeded");
        assertThat(refusal.awsErrorDetails().errorMessage()).contains("current vCPU limit of 5 ");
    }

    @Test
    void quotaCountsMaxCount() {
        ec2.region().vcpuQuota(Market.ON_DEMAND, 4);

        assertThat(code(ec2.refusedRun(r -> r.minCount(1).maxCount(3)))).isEqualTo("VcpuLimitExceeded");
    }

    @Test
    void spotHasItsOwnQuota() {
        ec2.region().vcpuQuota(Market.SPOT, 1);

        assertThat(code(ec2.refusedRun(r -> r.instanceMarketOptions(m -> m.marketType(MarketType.SPOT)))))
                .isEqualTo("MaxSpotInstanceCountExceeded");
    }

    @Test
    void sixthLaunchAtOnceIsThrottledAndTwoASecondAreNot() {
        ec2.cloud().knobs().throttling(true);
        assertThat(succeeded(8, () -> run(1))).isEqualTo(5);

        ec2.cloud().clock().advance(Duration.ofSeconds(1));

        assertThat(succeeded(8, () -> run(1))).isEqualTo(2);
        assertThat(ec2.cloud().log().throttled()).isEqualTo(9);
        assertThat(ec2.region().instances()).hasSize(7);
    }

    @Test
    void throttleIsAServiceUnavailable() {
        ec2.cloud().knobs().throttling(true);
        ec2.region().throttle().bucket("RunInstances", 0, 0);

        var refusal = ec2.refusedRun(r -> {});

        assertThat(code(refusal)).isEqualTo("RequestLimitExceeded");
        assertThat(refusal.statusCode()).isEqualTo(503);
    }

    @Test
    void launchesShareAThousandInstances() {
        ec2.cloud().knobs().throttling(true);
        ec2.region().throttle().bucket("RunInstances", 100, 100);
        run(990).join();

        assertThat(succeeded(4, () -> run(10))).isEqualTo(1);
        ec2.cloud().clock().advance(Duration.ofSeconds(5));
        assertThat(succeeded(4, () -> run(10))).isEqualTo(1);
    }

    @Test
    void eachActionAndRegionHasItsOwnBucket() {
        ec2.cloud().knobs().throttling(true);
        String id = only(ec2.run(r -> {}));
        succeeded(8, () -> run(1));

        assertThat(succeeded(100, () -> ec2.client().terminateInstances(r -> r.instanceIds(id))))
                .isEqualTo(100);
        assertThat(succeeded(1, () -> ec2.client().terminateInstances(r -> r.instanceIds(id))))
                .isZero();
        assertThat(succeeded(8, () -> ec2.client("eu-west-1").runInstances(Ec2Session.launch(r -> {}))))
                .isEqualTo(5);
    }

    @Test
    void describeAtLargeHasTheSmallerBucket() {
        ec2.cloud().knobs().throttling(true);

        assertThat(succeeded(60, () -> ec2.client().describeInstances())).isEqualTo(50);
        assertThat(succeeded(110, () -> ec2.client().describeInstances(r -> r.maxResults(100))))
                .isEqualTo(100);
    }

    private CompletableFuture<?> run(int count) {
        return ec2.client()
                .runInstances(Ec2Session.launch(r -> r.minCount(count).maxCount(count)));
    }

    private static long succeeded(int calls, Supplier<CompletableFuture<?>> call) {
        List<CompletableFuture<Boolean>> each = Stream.generate(call)
                .limit(calls)
                .<CompletableFuture<Boolean>>map(one -> one.handle((answer, failure) -> failure == null))
                .toList();
        return each.stream().filter(CompletableFuture::join).count();
    }

    private static Consumer<RunInstancesRequest.Builder> inZone(String zone, int min, int max) {
        return r -> r.minCount(min).maxCount(max).placement(placement -> placement.availabilityZone(zone));
    }
}
