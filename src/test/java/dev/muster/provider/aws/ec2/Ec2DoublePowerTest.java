package dev.muster.provider.aws.ec2;

import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_A;
import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_B;
import static dev.muster.provider.aws.ec2.Ec2Session.code;
import static dev.muster.provider.aws.ec2.Ec2Session.ids;
import static dev.muster.provider.aws.ec2.Ec2Session.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;

class Ec2DoublePowerTest {
    private static final String UNKNOWN = "i-0123456789abcdef0";

    @RegisterExtension
    final Ec2Session ec2 = new Ec2Session();

    @Test
    void launchIsPendingThenRunning() {
        String id = only(ec2.run(request -> {}));
        assertThat(ec2.state(id)).isEqualTo("pending");

        ec2.cloud().clock().advance(Duration.ofSeconds(5));

        assertThat(ec2.state(id)).isEqualTo("running");
    }

    @Test
    void terminatedInstanceShowsForAboutAnHour() {
        String id = runOne();
        var change = ec2.client()
                .terminateInstances(r -> r.instanceIds(id))
                .join()
                .terminatingInstances()
                .get(0);
        assertThat(change.previousState().nameAsString() + " → "
                        + change.currentState().nameAsString())
                .isEqualTo("running → shutting-down");

        ec2.cloud().clock().advance(Duration.ofMinutes(59));
        assertThat(ec2.state(id)).isEqualTo("terminated");

        ec2.cloud().clock().advance(Duration.ofMinutes(2));
        assertThat(ec2.state(id)).isEqualTo("gone");
        assertThat(code(ec2.refusal(() -> ec2.client().describeInstances(r -> r.instanceIds(id)))))
                .isEqualTo("InvalidInstanceID.NotFound");
    }

    @Test
    void terminateIsIdempotent() {
        String id = runOne();
        ec2.client().terminateInstances(r -> r.instanceIds(id)).join();
        ec2.cloud().clock().advance(Duration.ofMinutes(1));

        var change = ec2.client()
                .terminateInstances(r -> r.instanceIds(id))
                .join()
                .terminatingInstances()
                .get(0);

        assertThat(change.previousState().code()).isEqualTo(48);
        assertThat(change.currentState().code()).isEqualTo(48);
    }

    @Test
    void oneUnknownIdEndsNoneAndIsNamed() {
        String id = runOne();

        var refusal = ec2.refusal(() -> ec2.client().terminateInstances(r -> r.instanceIds(id, UNKNOWN)));

        assertThat(code(refusal)).isEqualTo("InvalidInstanceID.NotFound");
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(UNKNOWN).doesNotContain(id);
        assertThat(ec2.state(id)).isEqualTo("running");
    }

    @Test
    void protectedInstanceProtectsItsZoneOnly() {
        String guarded = only(ec2.run(r -> r.disableApiTermination(true).placement(p -> p.availabilityZone(ZONE_A))));
        String besides = only(ec2.run(r -> r.placement(p -> p.availabilityZone(ZONE_A))));
        String elsewhere = only(ec2.run(r -> r.placement(p -> p.availabilityZone(ZONE_B))));

        var refusal =
                ec2.refusal(() -> ec2.client().terminateInstances(r -> r.instanceIds(elsewhere, besides, guarded)));

        assertThat(code(refusal)).isEqualTo("OperationNotPermitted");
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(guarded);
        assertThat(ec2.state(guarded)).isEqualTo("pending");
        assertThat(ec2.state(besides)).isEqualTo("pending");
        assertThat(ec2.state(elsewhere)).isEqualTo("shutting-down");
    }

    @Test
    void protectionCanBeLifted() {
        String id = only(ec2.run(r -> r.disableApiTermination(true)));
        ec2.client()
                .modifyInstanceAttribute(r -> r.instanceId(id).disableApiTermination(value -> value.value(false)))
                .join();

        ec2.client().terminateInstances(r -> r.instanceIds(id)).join();

        assertThat(ec2.state(id)).isEqualTo("shutting-down");
    }

    @Test
    void stopAndStartChangeLaunchTimeAndPublicAddress() {
        String id = runOne();
        var before = describe(id);
        stop(id);
        assertThat(describe(id).publicIpAddress()).isNull();
        assertThat(describe(id).stateReason().code()).isEqualTo("Client.UserInitiatedShutdown");

        ec2.client().startInstances(r -> r.instanceIds(id)).join();

        assertThat(ec2.state(id)).isEqualTo("pending");
        assertThat(describe(id).launchTime()).isAfter(before.launchTime());
        assertThat(describe(id).publicIpAddress()).isNotEqualTo(before.publicIpAddress());
        assertThat(describe(id).privateIpAddress()).isEqualTo(before.privateIpAddress());
        assertThat(describe(id).stateReason()).isNull();
    }

    @Test
    void stopAndStartAreIdempotent() {
        String id = runOne();
        ec2.client().startInstances(r -> r.instanceIds(id)).join();
        stop(id);

        ec2.client().stopInstances(r -> r.instanceIds(id)).join();

        assertThat(ec2.state(id)).isEqualTo("stopped");
    }

    @Test
    void startWhileStoppingAndStopWhilePendingAreIncorrectStates() {
        String pending = only(ec2.run(r -> {}));
        assertThat(code(ec2.refusal(() -> ec2.client().stopInstances(r -> r.instanceIds(pending)))))
                .isEqualTo("IncorrectInstanceState");
        String stopping = runOne();
        ec2.client().stopInstances(r -> r.instanceIds(stopping)).join();

        assertThat(code(ec2.refusal(() -> ec2.client().startInstances(r -> r.instanceIds(stopping)))))
                .isEqualTo("IncorrectInstanceState");
    }

    @Test
    void oneTimeSpotCannotStop() {
        String id = ec2.runOne(r -> r.instanceMarketOptions(m -> m.marketType(MarketType.SPOT)))
                .instanceId();

        assertThat(code(ec2.refusal(() -> ec2.client().stopInstances(r -> r.instanceIds(id)))))
                .isEqualTo("UnsupportedOperation");
    }

    @Test
    void persistentSpotCanStop() {
        String id = ec2.runOne(r -> r.instanceMarketOptions(m -> m.marketType(MarketType.SPOT)
                        .spotOptions(spot -> spot.spotInstanceType(SpotInstanceType.PERSISTENT))))
                .instanceId();

        stop(id);

        assertThat(ec2.state(id)).isEqualTo("stopped");
    }

    @Test
    void startNeedsCapacity() {
        String id =
                ec2.runOne(r -> r.placement(p -> p.availabilityZone(ZONE_A))).instanceId();
        stop(id);
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 0);

        assertThat(code(ec2.refusal(() -> ec2.client().startInstances(r -> r.instanceIds(id)))))
                .isEqualTo("InsufficientInstanceCapacity");
    }

    @Test
    void everyRebootCounts() {
        String id = runOne();
        ec2.client().rebootInstances(r -> r.instanceIds(id)).join();

        ec2.client().rebootInstances(r -> r.instanceIds(id)).join();

        assertThat(ec2.region().instance(id).orElseThrow().reboots()).isEqualTo(2);
    }

    @Test
    void launchCanDieWithAReason() {
        ec2.cloud().knobs().dieAtLaunch("t3.micro", "Server.InsufficientInstanceCapacity");

        String id = runOne();

        assertThat(describe(id).state().nameAsString()).isEqualTo("terminated");
        assertThat(describe(id).stateReason().code()).isEqualTo("Server.InsufficientInstanceCapacity");
    }

    @Test
    void whatBefallsAnInstanceGivesItsReason() {
        var ids = ids(
                ec2.run(r -> r.minCount(5).maxCount(5).instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)));
        ec2.region().interrupt(ids.get(0));
        ec2.region().failHost(ids.get(1));
        ec2.region().terminateOutside(ids.get(2));
        ec2.region().shutDownInside(ids.get(3));

        ec2.region().vanish(ids.get(4));

        assertThat(ec2.region().instances())
                .extracting(InstanceView::stateReason)
                .containsExactly(
                        "Server.SpotInstanceTermination",
                        "Server.InternalError",
                        "Client.UserInitiatedShutdown",
                        "Client.InstanceInitiatedShutdown");
    }

    @Test
    void typeChangesOnlyWhileStopped() {
        String id = runOne();
        assertThat(code(ec2.refusal(() -> resize(id)))).isEqualTo("IncorrectInstanceState");
        stop(id);

        resize(id).join();

        assertThat(describe(id).instanceTypeAsString()).isEqualTo("m7i.large");
    }

    private CompletableFuture<?> resize(String id) {
        return ec2.client()
                .modifyInstanceAttribute(r -> r.instanceId(id).instanceType(type -> type.value("m7i.large")));
    }

    private String runOne() {
        return ec2.runOne(request -> {}).instanceId();
    }

    private void stop(String id) {
        ec2.client().stopInstances(r -> r.instanceIds(id)).join();
        ec2.cloud().clock().advance(Duration.ofSeconds(5));
    }

    private Instance describe(String id) {
        return ec2.client()
                .describeInstances(r -> r.instanceIds(id))
                .join()
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }
}
