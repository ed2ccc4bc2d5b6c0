package dev.muster.provider.aws.ec2;

/** The table of contents: which part of a region answers which action. */
final class Actions {
    private final RunInstances launches;
    private final DescribeInstances instances;
    private final DescribeStatus status;
    private final Power power;
    private final Attributes attributes;
    private final Catalogue catalogue;

    Actions(CloudRegion region) {
        launches = new RunInstances(region);
        instances = new DescribeInstances(region);
        status = new DescribeStatus(instances);
        power = new Power(region);
        attributes = new Attributes(region);
        catalogue = new Catalogue(region);
    }

    String answer(String action, Form form, String requestId) {
        return switch (action) {
            case "RunInstances" -> launches.answer(form, requestId);
            case "TerminateInstances" -> power.terminate(form, requestId);
            case "StopInstances" -> power.stop(form, requestId);
            case "StartInstances" -> power.start(form, requestId);
            case "RebootInstances" -> power.reboot(form, requestId);
            case "DescribeInstances" -> instances.answer(form, requestId);
            case "DescribeInstanceStatus" -> status.answer(form, requestId);
            case "CreateTags" -> attributes.createTags(form, requestId);
            case "ModifyInstanceAttribute" -> attributes.modify(form, requestId);
            case "DescribeAvailabilityZones" -> catalogue.zones(form, requestId);
            case "DescribeInstanceTypes" -> catalogue.types(form, requestId);
            case "DescribeImages" -> catalogue.images(form, requestId);
            default ->
                throw new Ec2Error("InvalidAction", "The action " + action + " is not valid for this web service.");
        };
    }
}
