package dev.muster.provider.aws.ec2;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which instance types exist: every well-formed name. Sizes follow EC2's rule of naming; memory is a stand-in. */
final class InstanceTypes {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.(?:(\\d*)xlarge|([a-z]+)(?:-\\d+xl)?)");
    private static final Map<String, Integer> VCPUS =
            Map.of("nano", 2, "micro", 2, "small", 2, "medium", 2, "large", 2, "metal", 96);

    private InstanceTypes() {}

    static boolean exists(String type) {
        return vcpusIfAny(type).isPresent();
    }

    static int vcpus(String type) {
        return vcpusIfAny(type).orElseThrow(() -> Ec2Error.invalid("Invalid value '" + type + "' for InstanceType."));
    }

    private static Optional<Integer> vcpusIfAny(String type) {
        Matcher name = NAME.matcher(type);
        if (!name.matches()) return Optional.empty();
        if (name.group(2) != null) return Optional.ofNullable(VCPUS.get(name.group(2)));
        return Optional.of(name.group(1).isEmpty() ? 4 : 4 * Integer.parseInt(name.group(1)));
    }
}
