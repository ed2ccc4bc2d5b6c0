package dev.muster.provider.aws.ec2;

import java.util.List;

/** The describe calls about what there is to launch, as far as an adapter needs them. */
final class Catalogue {
    /** What DescribeInstanceTypes lists when not asked by name. */
    private static final List<String> COMMON_TYPES =
            List.of("t3.micro", "t3.medium", "m7i.large", "c7i.4xlarge", "g6.12xlarge", "p5.48xlarge");

    private final CloudRegion region;

    Catalogue(CloudRegion region) {
        this.region = region;
    }

    String zones(Form form, String requestId) {
        List<String> names = form.list("ZoneName");
        List<String> ids = form.list("ZoneId");
        List<Zones.Zone> zones = region.zones().all().stream()
                .filter(zone -> names.isEmpty() || names.contains(zone.name()))
                .filter(zone -> ids.isEmpty() || ids.contains(zone.id()))
                .toList();
        if (zones.size() < Math.max(names.size(), ids.size())) {
            throw Ec2Error.invalid("Invalid availability zone: " + (names.isEmpty() ? ids : names));
        }
        form.endDryRun();
        return Xml.response("DescribeAvailabilityZones", requestId)
                .items("availabilityZoneInfo", zones, (item, zone) -> item.text("zoneName", zone.name())
                        .text("zoneId", zone.id())
                        .text("zoneState", "available")
                        .text("zoneType", "availability-zone")
                        .text("optInStatus", "opt-in-not-required")
                        .text("groupName", region.name())
                        .text("regionName", region.name()))
                .raw("</DescribeAvailabilityZonesResponse>")
                .toString();
    }

    String types(Form form, String requestId) {
        List<String> named = form.list("InstanceType");
        List<String> missing =
                named.stream().filter(type -> !InstanceTypes.exists(type)).toList();
        if (!missing.isEmpty()) {
            throw new Ec2Error("InvalidInstanceType", "The following supplied instance types do not exist: " + missing);
        }
        form.endDryRun();
        return Xml.response("DescribeInstanceTypes", requestId)
                .items("instanceTypeSet", named.isEmpty() ? COMMON_TYPES : named, Catalogue::writeType)
                .raw("</DescribeInstanceTypesResponse>")
                .toString();
    }

    String images(Form form, String requestId) {
        List<String> ids = form.list("ImageId");
        List<String> missing =
                ids.stream().filter(id -> !region.knobs().imageExists(id)).toList();
        if (!missing.isEmpty()) {
            throw new Ec2Error("InvalidAMIID.NotFound", "The image id '" + missing + "' does not exist");
        }
        form.endDryRun();
        return Xml.response("DescribeImages", requestId)
                .items("imagesSet", ids, (item, id) -> item.text("imageId", id)
                        .text("imageState", "available")
                        .text("name", id)
                        .text("architecture", "x86_64")
                        .text("rootDeviceType", "ebs")
                        .text("rootDeviceName", Volume.ROOT_DEVICE))
                .raw("</DescribeImagesResponse>")
                .toString();
    }

    private static void writeType(Xml xml, String type) {
        int vcpus = InstanceTypes.vcpus(type);
        xml.text("instanceType", type).text("currentGeneration", true);
        xml.items("supportedUsageClasses", List.of("on-demand", "spot"), (item, usage) -> item.raw(usage));
        xml.element(
                "processorInfo",
                () -> xml.items(
                        "supportedArchitectures", List.of("x86_64"), (item, architecture) -> item.raw(architecture)));
        xml.element("vCpuInfo", () -> xml.text("defaultVCpus", vcpus));
        xml.element("memoryInfo", () -> xml.text("sizeInMiB", vcpus * 4096));
    }
}
