package dev.muster.provider.aws.ec2;

import java.time.Duration;

/** Faults by the names the control endpoint has for them. */
final class ControlFaults {
    private ControlFaults() {}

    static void add(Faults faults, Form form) {
        String action = form.text("action").orElse("*");
        Fault fault = fault(form);
        form.text("probability")
                .ifPresentOrElse(
                        probability -> faults.chance(
                                action,
                                form.decimal("probability"),
                                form.wholeIfAny("seed").orElse(0),
                                fault),
                        () -> faults.next(action, form.wholeIfAny("calls").orElse(1), fault));
    }

    private static Fault fault(Form form) {
        String kind = form.required("kind");
        return switch (kind) {
            case "dropBefore" -> Fault.dropBefore();
            case "dropAnswer" -> Fault.dropAnswer();
            case "errorBefore" -> Fault.errorBefore(error(form));
            case "errorAnswer" -> Fault.errorAnswer(error(form));
            case "delayBefore" -> Fault.delayBefore(delay(form));
            case "delayAnswer" -> Fault.delayAnswer(delay(form));
            case "holdBefore" -> Fault.holdBefore();
            case "holdAnswer" -> Fault.holdAnswer();
            case "truncateAnswer" -> Fault.truncateAnswer();
            default -> throw new IllegalArgumentException("no such fault: " + kind);
        };
    }

    private static Ec2Error error(Form form) {
        String code = form.text("code").orElse("InternalError");
        String message = form.text("message").orElse("An internal error has occurred");
        return form.wholeIfAny("status")
                .map(status -> new Ec2Error(code, status, message))
                .orElseGet(() -> new Ec2Error(code, message));
    }

    private static Duration delay(Form form) {
        return Duration.ofMillis(form.whole("delayMs"));
    }
}
