package dev.muster.provider.aws.ec2;

import static dev.muster.provider.aws.ec2.Ec2Session.REGION;
import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_A;
import static dev.muster.provider.aws.ec2.Ec2Session.code;
import static dev.muster.provider.aws.ec2.Ec2Session.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.ResourceType;

class Ec2DoubleControlTest {
    @RegisterExtension
    final Ec2Session ec2 = new Ec2Session();

    private Ec2DoubleRemote remote;

    @BeforeEach
    void connect() {
        remote = new Ec2DoubleRemote(ec2.cloud().endpoint());
    }

    @Test
    void stateTellsOfEveryInstance() {
        String id = only(ec2.run(
                request -> request.clientToken("t1").tagSpecifications(tags -> tags.resourceType(ResourceType.INSTANCE)
                        .tags(tag -> tag.key("k").value("v")))));

        var row = remote.state().get("instances").get(0);

        assertThat(row.get("id").asText()).isEqualTo(id);
        assertThat(row.get("state").asText()).isEqualTo("pending");
        assertThat(row.get("token").asText()).isEqualTo("t1");
        assertThat(row.get("launchIndex").asInt()).isZero();
        assertThat(row.get("tags").get("k").asText()).isEqualTo("v");
        assertThat(row.get("zone").asText()).isEqualTo(ZONE_A);
        assertThat(row.get("type").asText()).isEqualTo("t3.micro");
        assertThat(row.get("launchTime").asText()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void countersTellOfCallsAndRefusals() {
        remote.post("knobs", "throttling=true");
        remote.post("bucket", "region=" + REGION + "&name=RunInstances&size=1&refillPerSecond=0");
        ec2.run(request -> {});
        ec2.refusedRun(request -> {});

        var counters = remote.counters();

        assertThat(counters.get("received").get("RunInstances").asInt()).isEqualTo(2);
        assertThat(counters.get("executed").get("RunInstances").asInt()).isEqualTo(1);
        assertThat(counters.get("throttled").asInt()).isEqualTo(1);
    }

    @Test
    void capacityQuotaAndSubnetsCanBeSet() {
        remote.post("capacity", "region=" + REGION + "&type=t3.micro&zone=" + ZONE_A + "&instances=0");
        remote.post("quota", "region=" + REGION + "&vcpus=2");
        remote.post("subnet", "region=" + REGION + "&id=subnet-x&zone=" + ZONE_A + "&addressesMax=1");

        assertThat(code(ec2.refusedRun(request -> request.subnetId("subnet-x"))))
                .isEqualTo("InsufficientInstanceCapacity");
        assertThat(code(ec2.refusedRun(request -> request.maxCount(2)))).isEqualTo("VcpuLimitExceeded");
    }

    @Test
    void faultsCanBeSetAndCleared() {
        remote.post("fault", "kind=errorBefore&action=RunInstances&calls=2&code=Blocked");
        assertThat(code(ec2.refusedRun(request -> {}))).isEqualTo("Blocked");

        remote.post("clear", "");

        assertThat(only(ec2.run(request -> {}))).isNotBlank();
    }

    @Test
    void timeAndFateCanBeSent() {
        String id = only(ec2.run(request -> {}));
        remote.post("clock", "advanceMs=5000");
        assertThat(ec2.state(id)).isEqualTo("running");

        remote.post("befall", "region=" + REGION + "&id=" + id + "&what=interrupt");

        assertThat(ec2.state(id)).isEqualTo("shutting-down");
    }

    @Test
    void knobsTurnByName() {
        remote.post(
                "knobs",
                "pendingMs=1&stoppingMs=2&shuttingDownMs=3&terminatedRowsMs=4&visibleAfterMs=5&rowsPerPageMax=6"
                        + "&mismatchSilent=true&dieAtLaunch=t3.micro:Server.InternalError");

        Knobs knobs = ec2.cloud().knobs();
        assertThat(knobs.pendingFor()).isEqualTo(Duration.ofMillis(1));
        assertThat(knobs.terminatedRowsKeptFor()).isEqualTo(Duration.ofMillis(4));
        assertThat(knobs.visibleAfter()).isEqualTo(Duration.ofMillis(5));
        assertThat(knobs.rowsPerPageMax()).isEqualTo(6);
        assertThat(knobs.mismatchSilent()).isTrue();
        assertThat(knobs.deathOf("t3.micro", "any")).contains(StateReason.HOST_FAILURE);
    }

    @Test
    void wrongControlIsRefused() {
        assertThatThrownBy(() -> remote.post("knobs", "noSuchKnob=1")).hasMessageContaining("no such knob: noSuchKnob");
        assertThatThrownBy(() -> remote.post("nonsense", "")).hasMessageContaining("no such control: nonsense");
    }

    @Test
    @Tag("whole-build")
    void runsAsAProcessOfItsOwn() throws Exception {
        try (var process = Ec2DoubleProcess.start()) {
            process.remote().post("knobs", "pendingMs=0");

            assertThat(process.remote().state().get("instances")).isEmpty();
            assertThat(process.remote().counters().get("throttled").asInt()).isZero();
        }
    }
}
