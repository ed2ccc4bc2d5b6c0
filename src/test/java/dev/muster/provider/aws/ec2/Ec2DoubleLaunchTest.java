package dev.muster.provider.aws.ec2;

import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_A;
import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_B;
import static dev.muster.provider.aws.ec2.Ec2Session.code;
import static dev.muster.provider.aws.ec2.Ec2Session.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class Ec2DoubleLaunchTest {
    @RegisterExtension
    final Ec2Session ec2 = new Ec2Session();

    @Test
    void everyRowCarriesItsOwnLaunchIndex() {
        var rows = ec2.run(request -> request.minCount(20).maxCount(20)).instances();

        assertThat(rows)
                .extracting(Instance::amiLaunchIndex)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void rowsComeInNoOrderOfLaunchIndex() {
        var rows = ec2.run(request -> request.minCount(20).maxCount(20)).instances();

        assertThat(rows)
                .extracting(Instance::amiLaunchIndex)
                .isNotEqualTo(IntStream.range(0, 20).boxed().toList());
        assertThat(rows).isSortedAccordingTo(Comparator.comparing(Instance::instanceId));
    }

    @Test
    void maxCountBelowMinCountIsRefused() {
        assertThat(code(ec2.refusedRun(request -> request.minCount(3).maxCount(2))))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void missingParameterIsNamed() {
        var refusal = ec2.refusedRun(request -> request.maxCount(null));

        assertThat(code(refusal)).isEqualTo("MissingParameter");
        assertThat(refusal.awsErrorDetails().errorMessage()).contains("MaxCount");
    }

    @Test
    void tagsArriveWithTheInstance() {
        ec2.run(request ->
                tag(tag(request, ResourceType.INSTANCE, "name", "trainer & <co>"), ResourceType.VOLUME, "v", "1"));

        InstanceView view = ec2.region().instances().get(0);
        assertThat(view.tags()).isEqualTo(Map.of("name", "trainer & <co>"));
        assertThat(view.volumes()).extracting(Volume::tags).containsExactly(Map.of("v", "1"));
        assertThat(described().tags())
                .containsExactly(
                        Tag.builder().key("name").value("trainer & <co>").build());
    }

    @Test
    void reservedTagLaunchesNothing() {
        assertThat(code(ec2.refusedRun(request -> tag(request, ResourceType.INSTANCE, "aws:x", "1"))))
                .isEqualTo("InvalidParameterValue");
        assertThat(ec2.region().instances()).isEmpty();
    }

    @Test
    void everythingAskedForShowsInTheRow() {
        ec2.run(request -> request.clientToken("t1")
                .keyName("key")
                .securityGroupIds("sg-1", "sg-2")
                .placement(placement -> placement.availabilityZone(ZONE_B))
                .iamInstanceProfile(profile -> profile.arn("arn:aws:iam::1:instance-profile/p"))
                .userData(Base64.getEncoder().encodeToString("#!/bin/sh".getBytes(StandardCharsets.UTF_8)))
                .blockDeviceMappings(mapping -> mapping.deviceName("/dev/sdf").ebs(ebs -> ebs.volumeSize(100))));

        Instance row = described();
        assertThat(row.clientToken()).isEqualTo("t1");
        assertThat(row.keyName()).isEqualTo("key");
        assertThat(row.securityGroups()).extracting("groupId").containsExactly("sg-1", "sg-2");
        assertThat(row.placement().availabilityZone()).isEqualTo(ZONE_B);
        assertThat(row.iamInstanceProfile().arn()).endsWith("/p");
        assertThat(row.launchTime()).isEqualTo(ec2.cloud().clock().instant());
        assertThat(row.blockDeviceMappings())
                .extracting(
                        mapping -> mapping.deviceName() + " " + mapping.ebs().deleteOnTermination())
                .containsExactly("/dev/xvda true", "/dev/sdf false");
    }

    @Test
    void subnetDecidesTheZone() {
        ec2.region().addSubnet("subnet-b2", ZONE_B, 100);

        assertThat(ec2.run(request -> request.subnetId("subnet-b2"))
                        .instances()
                        .get(0)
                        .placement()
                        .availabilityZone())
                .isEqualTo(ZONE_B);
    }

    @Test
    void subnetOfAnotherZoneIsRefused() {
        assertThat(code(ec2.refusedRun(request -> request.subnetId("subnet-" + ZONE_B)
                        .placement(placement -> placement.availabilityZone(ZONE_A)))))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void unknownSubnetImageZoneAndTypeAreNamedByTheirOwnCodes() {
        ec2.cloud().knobs().missingImage("ami-404");

        assertThat(List.of(
                        code(ec2.refusedRun(request -> request.subnetId("subnet-404"))),
                        code(ec2.refusedRun(request -> request.imageId("ami-404"))),
                        code(ec2.refusedRun(request -> request.imageId("image-1"))),
                        code(ec2.refusedRun(request -> request.placement(place -> place.availabilityZone("mars-1a")))),
                        code(ec2.refusedRun(request -> request.instanceType("no-such")))))
                .containsExactly(
                        "InvalidSubnetID.NotFound",
                        "InvalidAMIID.NotFound",
                        "InvalidAMIID.Malformed",
                        "InvalidParameterValue",
                        "InvalidParameterValue");
    }

    @Test
    void spotShowsAsSpot() {
        ec2.run(request -> request.instanceMarketOptions(market -> market.marketType(MarketType.SPOT)));

        assertThat(described().instanceLifecycle()).isEqualTo(InstanceLifecycleType.SPOT);
    }

    @Test
    void dryRunLaunchesNothingAndSpendsNoToken() {
        var refusal = ec2.refusedRun(request -> request.clientToken("t1").dryRun(true));

        assertThat(code(refusal)).isEqualTo("DryRunOperation");
        assertThat(refusal.statusCode()).isEqualTo(412);
        assertThat(ec2.region().instances()).isEmpty();
        assertThat(only(ec2.run(request -> request.clientToken("t1").maxCount(1))))
                .isNotBlank();
    }

    @Test
    void userDataHasALimit() {
        String tooMuch = Base64.getEncoder().encodeToString(new byte[16385]);

        assertThat(code(ec2.refusedRun(request -> request.userData(tooMuch)))).isEqualTo("InvalidParameterValue");
    }

    private Instance described() {
        return ec2.client()
                .describeInstances()
                .join()
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    private static RunInstancesRequest.Builder tag(
            RunInstancesRequest.Builder request, ResourceType resource, String key, String value) {
        var specifications = new ArrayList<>(request.build().tagSpecifications());
        specifications.add(TagSpecification.builder()
                .resourceType(resource)
                .tags(tag -> tag.key(key).value(value))
                .build());
        return request.tagSpecifications(specifications);
    }
}
