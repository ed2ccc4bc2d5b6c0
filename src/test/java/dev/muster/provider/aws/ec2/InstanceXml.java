package dev.muster.provider.aws.ec2;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Instances as EC2 writes them. Element names: EC2 API Reference, Reservation and Instance. */
final class InstanceXml {
    static final String OWNER = "000000000000";

    private InstanceXml() {}

    /** The insides of one reservation, with those of its instances that are asked for: at least one. */
    static void writeReservation(Xml xml, CloudRegion region, List<Machine> machines) {
        xml.text("reservationId", machines.get(0).reservationId)
                .text("ownerId", OWNER)
                .raw("<groupSet/>")
                .items("instancesSet", machines, (item, machine) -> write(item, region, machine));
    }

    private static void write(Xml xml, CloudRegion region, Machine machine) {
        LaunchRequest request = machine.request;
        xml.text("instanceId", machine.id).text("imageId", request.image());
        machine.state().writeTo(xml, "instanceState");
        xml.text("reason", machine.reason().map(StateReason::message).orElse(""))
                .textIfAny("keyName", request.keyName())
                .text("amiLaunchIndex", machine.launchIndex)
                .text("instanceType", machine.type)
                .text("launchTime", machine.launchTime.truncatedTo(ChronoUnit.MILLIS));
        xml.element("placement", () -> xml.text("availabilityZone", machine.zone)
                .textIfAny(
                        "availabilityZoneId", region.zones().named(machine.zone).map(Zones.Zone::id))
                .text("tenancy", "default"));
        xml.raw("<monitoring><state>disabled</state></monitoring>").text("subnetId", machine.subnet);
        writeAddresses(xml, machine);
        xml.items("groupSet", request.securityGroups(), (item, group) -> item.text("groupId", group));
        machine.reason()
                .ifPresent(reason -> xml.element(
                        "stateReason", () -> xml.text("code", reason.code()).text("message", reason.message())));
        xml.text("architecture", "x86_64").text("rootDeviceType", "ebs").text("rootDeviceName", Volume.ROOT_DEVICE);
        xml.items("blockDeviceMapping", attached(machine), InstanceXml::writeVolume);
        if (request.market() == Market.SPOT) xml.text("instanceLifecycle", "spot");
        xml.textIfAny("clientToken", request.token());
        writeTags(xml, machine.tags);
        request.profile().ifPresent(profile -> xml.element("iamInstanceProfile", () -> xml.text("arn", profile)));
    }

    private static void writeAddresses(Xml xml, Machine machine) {
        if (machine.state() == MachineState.TERMINATED) return;
        xml.text("privateIpAddress", dotted(10, Long.parseLong(machine.id.substring(13), 16)));
        if (machine.state() != MachineState.STOPPED) xml.text("ipAddress", dotted(54, machine.address));
    }

    /** A number below 2^24 as an address behind one leading octet. */
    private static String dotted(int first, long rest) {
        return first + "." + (rest >> 16 & 255) + "." + (rest >> 8 & 255) + "." + (rest & 255);
    }

    private static List<Volume> attached(Machine machine) {
        return machine.state() == MachineState.TERMINATED ? List.of() : machine.volumes;
    }

    private static void writeVolume(Xml xml, Volume volume) {
        xml.text("deviceName", volume.device());
        xml.element("ebs", () -> xml.text("volumeId", volume.id())
                .text("status", "attached")
                .text("deleteOnTermination", volume.deleteOnTermination()));
    }

    private static void writeTags(Xml xml, Map<String, String> tags) {
        xml.items("tagSet", tags.entrySet(), (item, tag) -> item.text("key", tag.getKey())
                .text("value", tag.getValue()));
    }
}
