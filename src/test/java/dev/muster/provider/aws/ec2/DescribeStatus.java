package dev.muster.provider.aws.ec2;

/** The status checks: of running instances only, unless all are asked for. */
final class DescribeStatus {
    private final DescribeInstances instances;

    DescribeStatus(DescribeInstances instances) {
        this.instances = instances;
    }

    String answer(Form form, String requestId) {
        var page = instances.page(
                form,
                Filters.of(form)
                        .and(machine -> machine.state() == MachineState.RUNNING || form.flag("IncludeAllInstances")));
        form.endDryRun();
        return Xml.response("DescribeInstanceStatus", requestId)
                .items("instanceStatusSet", page.machines(), DescribeStatus::write)
                .textIfAny("nextToken", page.nextToken())
                .raw("</DescribeInstanceStatusResponse>")
                .toString();
    }

    private static void write(Xml xml, Machine machine) {
        xml.text("instanceId", machine.id).text("availabilityZone", machine.zone);
        machine.state().writeTo(xml, "instanceState");
        xml.element("systemStatus", () -> xml.text("status", status(machine, false)));
        xml.element("instanceStatus", () -> xml.text("status", status(machine, machine.impaired)));
    }

    private static String status(Machine machine, boolean impaired) {
        if (machine.state() != MachineState.RUNNING) return "not-applicable";
        return impaired ? "impaired" : "ok";
    }
}
