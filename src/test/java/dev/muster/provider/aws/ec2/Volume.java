package dev.muster.provider.aws.ec2;

import java.util.Map;

/** A volume attached at launch. {@code sizeGib} is in GiB; tags change with CreateTags. */
public record Volume(String id, String device, int sizeGib, boolean deleteOnTermination, Map<String, String> tags) {
    static final String ROOT_DEVICE = "/dev/xvda";
    static final int ROOT_SIZE_GIB = 8;

    Volume copy() {
        return new Volume(id, device, sizeGib, deleteOnTermination, Map.copyOf(tags));
    }

    /** A volume as a launch asks for it. */
    record Wanted(String device, int sizeGib, boolean deleteOnTermination) {
        static Wanted of(Form mapping) {
            String device = mapping.required("DeviceName");
            boolean root = device.equals(ROOT_DEVICE);
            return new Wanted(
                    device,
                    mapping.wholeIfAny("Ebs.VolumeSize").orElse(ROOT_SIZE_GIB),
                    mapping.text("Ebs.DeleteOnTermination")
                            .map(Boolean::parseBoolean)
                            .orElse(root));
        }
    }
}
