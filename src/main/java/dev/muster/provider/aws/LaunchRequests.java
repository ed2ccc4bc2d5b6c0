package dev.muster.provider.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.Call;
import dev.muster.model.LaunchTemplate;
import dev.muster.model.Market;
import dev.muster.model.UserData;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Writes a launch as EC2's RunInstances. The same launch always makes the same request: EC2 compares a repeat with the
 * first one of its token.
 *
 * @param defaultImage for launches that name none
 * @param rootDevice the device name of the images' root volume
 */
record LaunchRequests(@Nullable String defaultImage, String rootDevice) {
    RunInstancesRequest of(Call.Launch call) {
        LaunchTemplate template = call.template();
        var request = RunInstancesRequest.builder()
                .clientToken(call.findKey())
                .minCount(call.countMin())
                .maxCount(call.countMax())
                .imageId(template.image() == null ? defaultImage : template.image())
                .instanceType(call.candidate().type().name())
                .subnetId(template.subnet())
                .keyName(template.keyName())
                .userData(base64(template.userData()))
                .tagSpecifications(tags(call, ResourceType.INSTANCE), tags(call, ResourceType.VOLUME));
        if (!template.securityGroups().isEmpty()) {
            request.securityGroupIds(template.securityGroups());
        }
        if (call.candidate().zone() != null) {
            request.placement(Placement.builder()
                    .availabilityZone(call.candidate().zone())
                    .build());
        }
        if (template.rootVolumeGib() != null) {
            request.blockDeviceMappings(root(template.rootVolumeGib()));
        }
        if (call.candidate().market() == Market.SPOT) {
            request.instanceMarketOptions(oneTimeSpot());
        }
        return request.build();
    }

    /** What of a launch must not turn up in a message: the user data, and what EC2 sees of it. */
    static List<String> secrets(Call.Launch call) {
        UserData userData = call.template().userData();
        return userData == null || userData.sizeBytes() == 0
                ? List.of()
                : List.of(base64(userData.bytes()), new String(userData.bytes(), UTF_8));
    }

    private static TagSpecification tags(Call.Launch call, ResourceType type) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(SystemTags.of(call))
                .build();
    }

    /** Type, speed and deletion with the machine are left as the image has them. */
    private BlockDeviceMapping root(int gib) {
        return BlockDeviceMapping.builder()
                .deviceName(rootDevice)
                .ebs(EbsBlockDevice.builder().volumeSize(gib).build())
                .build();
    }

    /** One-time, so that an interrupted machine ends and EC2 starts no other in its place behind our back. */
    private static InstanceMarketOptionsRequest oneTimeSpot() {
        return InstanceMarketOptionsRequest.builder()
                .marketType(MarketType.SPOT)
                .spotOptions(spot -> spot.spotInstanceType(SpotInstanceType.ONE_TIME))
                .build();
    }

    private static @Nullable String base64(@Nullable UserData userData) {
        return userData == null ? null : base64(userData.bytes());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
