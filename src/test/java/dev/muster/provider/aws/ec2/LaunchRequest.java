package dev.muster.provider.aws.ec2;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one RunInstances call asks for, checked as far as the request alone tells.
 *
 * @param zone as asked for; a subnet implies one that the region knows
 * @param parameters all of the request but its token: two requests are the same if these are equal
 */
record LaunchRequest(
        String image,
        String type,
        int min,
        int max,
        Optional<String> token,
        Optional<String> zone,
        Optional<String> subnet,
        List<String> securityGroups,
        Optional<String> keyName,
        Optional<String> profile,
        Market market,
        boolean spotPersistent,
        boolean spotStops,
        boolean shutdownTerminates,
        boolean terminationProtected,
        boolean stopProtected,
        List<Volume.Wanted> volumes,
        Map<String, String> instanceTags,
        Map<String, String> volumeTags,
        Map<String, String> parameters) {
    private static final int USER_DATA_BYTES_MAX = 16384;
    private static final int TOKEN_LENGTH_MAX = 64;

    static LaunchRequest of(Form form) {
        String image = form.required("ImageId");
        int min = form.whole("MinCount");
        int max = form.whole("MaxCount");
        Optional<String> token = form.text("ClientToken").filter(text -> !text.isEmpty());
        checkImage(image);
        checkCounts(min, max);
        checkToken(token);
        form.text("UserData").ifPresent(LaunchRequest::checkUserData);
        return new LaunchRequest(
                image,
                form.text("InstanceType").orElse("m1.small"),
                min,
                max,
                token,
                form.text("Placement.AvailabilityZone"),
                form.text("SubnetId").or(() -> form.text("NetworkInterface.1.SubnetId")),
                securityGroups(form),
                form.text("KeyName"),
                form.text("IamInstanceProfile.Arn").or(() -> form.text("IamInstanceProfile.Name")),
                is(form, "InstanceMarketOptions.MarketType", "spot") ? Market.SPOT : Market.ON_DEMAND,
                is(form, "InstanceMarketOptions.SpotOptions.SpotInstanceType", "persistent"),
                is(form, "InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior", "stop"),
                is(form, "InstanceInitiatedShutdownBehavior", "terminate"),
                form.flag("DisableApiTermination"),
                form.flag("DisableApiStop"),
                volumes(form),
                tags(form, "instance"),
                tags(form, "volume"),
                form.without("ClientToken", "DryRun"));
    }

    private static void checkImage(String image) {
        if (!image.startsWith("ami-")) {
            throw new Ec2Error("InvalidAMIID.Malformed", "Invalid id: \"" + image + "\" (expecting \"ami-...\")");
        }
    }

    private static void checkCounts(int min, int max) {
        if (min < 1) throw Ec2Error.invalid("Value (" + min + ") for parameter minCount is invalid.");
        if (max < min) {
            throw Ec2Error.invalid("Value (" + max + ") for parameter maxCount is invalid. It is less than minCount.");
        }
    }

    private static void checkToken(Optional<String> token) {
        boolean ascii = token.orElse("").chars().allMatch(c -> c < 128);
        if (!ascii || token.orElse("").length() > TOKEN_LENGTH_MAX) {
            throw Ec2Error.invalid("Value for parameter clientToken is invalid: at most 64 ASCII characters.");
        }
    }

    private static void checkUserData(String userData) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(userData);
        } catch (IllegalArgumentException e) {
            throw Ec2Error.invalid("Invalid BASE64 encoding of user data");
        }
        if (decoded.length > USER_DATA_BYTES_MAX) {
            throw Ec2Error.invalid("User data is limited to 16384 bytes");
        }
    }

    private static List<String> securityGroups(Form form) {
        List<String> groups = form.list("SecurityGroupId");
        return groups.isEmpty() ? form.list("NetworkInterface.1.SecurityGroupId") : groups;
    }

    /** Every instance has a root volume, whether the request maps it or not. */
    private static List<Volume.Wanted> volumes(Form form) {
        var byDevice = new LinkedHashMap<String, Volume.Wanted>();
        byDevice.put(Volume.ROOT_DEVICE, new Volume.Wanted(Volume.ROOT_DEVICE, Volume.ROOT_SIZE_GIB, true));
        for (Form mapping : form.members("BlockDeviceMapping")) {
            Volume.Wanted wanted = Volume.Wanted.of(mapping);
            byDevice.put(wanted.device(), wanted);
        }
        return new ArrayList<>(byDevice.values());
    }

    private static Map<String, String> tags(Form form, String resourceType) {
        var tags = new LinkedHashMap<String, String>();
        form.members("TagSpecification").stream()
                .filter(specification -> is(specification, "ResourceType", resourceType))
                .forEach(specification -> tags.putAll(Tags.of(specification)));
        Tags.checkCount(tags);
        return tags;
    }

    private static boolean is(Form form, String name, String value) {
        return form.text(name).filter(value::equals).isPresent();
    }
}
