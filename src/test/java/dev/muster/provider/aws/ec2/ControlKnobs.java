package dev.muster.provider.aws.ec2;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;

/** The knobs by the names the control endpoint has for them. */
final class ControlKnobs {
    private static final Map<String, BiConsumer<Knobs, String>> KNOBS = Map.ofEntries(
            entry("pendingMs", (knobs, value) -> knobs.pendingFor(millis(value))),
            entry("stoppingMs", (knobs, value) -> knobs.stoppingFor(millis(value))),
            entry("shuttingDownMs", (knobs, value) -> knobs.shuttingDownFor(millis(value))),
            entry("terminatedRowsMs", (knobs, value) -> knobs.terminatedRowsKeptFor(millis(value))),
            entry("visibleAfterMs", (knobs, value) -> knobs.visibleAfter(millis(value))),
            entry("rowsPerPageMax", (knobs, value) -> knobs.rowsPerPageMax(Integer.parseInt(value))),
            entry("mismatchSilent", (knobs, value) -> knobs.mismatchSilent(Boolean.parseBoolean(value))),
            entry("throttling", (knobs, value) -> knobs.throttling(Boolean.parseBoolean(value))),
            entry("missingImage", Knobs::missingImage),
            entry("surviveLaunch", Knobs::surviveLaunch),
            entry("dieAtLaunch", (knobs, value) -> pair(value, knobs::dieAtLaunch)),
            entry("rejectCredentials", (knobs, value) -> pair(value, knobs::rejectCredentials)),
            entry("acceptCredentials", (knobs, value) -> knobs.acceptCredentials()));

    private ControlKnobs() {}

    static void turn(Knobs knobs, Form form) {
        form.values().forEach((name, value) -> {
            if (!KNOBS.containsKey(name)) throw new IllegalArgumentException("no such knob: " + name);
            KNOBS.get(name).accept(knobs, value);
        });
    }

    /** {@code subject:code}, e.g. {@code p5.48xlarge:Server.InsufficientInstanceCapacity}. */
    private static void pair(String value, BiConsumer<String, String> knob) {
        String[] parts = value.split(":", 2);
        knob.accept(parts[0], parts[1]);
    }

    private static Duration millis(String value) {
        return Duration.ofMillis(Long.parseLong(value));
    }
}
