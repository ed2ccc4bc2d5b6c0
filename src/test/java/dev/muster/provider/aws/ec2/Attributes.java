package dev.muster.provider.aws.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CreateTags on instances and volumes, and the attributes of an instance that can be changed. */
final class Attributes {
    private final CloudRegion region;

    Attributes(CloudRegion region) {
        this.region = region;
    }

    /** All resources or none. */
    String createTags(Form form, String requestId) {
        Map<String, String> tags = Tags.of(form);
        var tagged = new ArrayList<Map<String, String>>();
        form.list("ResourceId").forEach(id -> tagged.add(tagsOf(id)));
        tagged.forEach(before -> Tags.checkUnion(before, tags));
        form.endDryRun();
        tagged.forEach(before -> before.putAll(tags));
        return done("CreateTags", requestId);
    }

    String modify(Form form, String requestId) {
        Machine machine =
                region.fleet().named(List.of(form.required("InstanceId"))).get(0);
        if (form.text("InstanceType.Value").isPresent() && machine.state() != MachineState.STOPPED) {
            throw new Ec2Error(
                    "IncorrectInstanceState", "The instance '" + machine.id + "' is not in the 'stopped' state.");
        }
        form.text("InstanceType.Value").ifPresent(InstanceTypes::vcpus);
        form.endDryRun();
        form.text("InstanceType.Value").ifPresent(type -> machine.type = type);
        form.text("DisableApiTermination.Value")
                .ifPresent(on -> machine.terminationProtected = Boolean.parseBoolean(on));
        form.text("DisableApiStop.Value").ifPresent(on -> machine.stopProtected = Boolean.parseBoolean(on));
        return done("ModifyInstanceAttribute", requestId);
    }

    private Map<String, String> tagsOf(String id) {
        if (!id.startsWith("vol-")) return region.fleet().named(List.of(id)).get(0).tags;
        return region.fleet().all().stream()
                .flatMap(machine -> machine.volumes.stream())
                .filter(volume -> volume.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Ec2Error("InvalidVolume.NotFound", "The volume '" + id + "' does not exist."))
                .tags();
    }

    private static String done(String action, String requestId) {
        return Xml.response(action, requestId)
                .text("return", true)
                .raw("</" + action + "Response>")
                .toString();
    }
}
