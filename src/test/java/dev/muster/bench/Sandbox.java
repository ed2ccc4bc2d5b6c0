package dev.muster.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The account that the parts command: a sandbox cloud in the service's own process. */
final class Sandbox {
    static final String ACCOUNT = "bench";

    private Sandbox() {}

    /** Answers at once, machines run at once, no limits: what is left is the engine's own work. */
    static Map<String, String> instant(int regions) {
        var settings = new TreeMap<String, String>();
        settings.put("provider", "sandbox");
        settings.put(
                "regions", IntStream.range(0, regions).mapToObj(Sandbox::region).collect(Collectors.joining(",")));
        settings.put("settings.latency", "0ms");
        settings.put("settings.bootDelay", "0ms");
        settings.put("settings.terminateDelay", "0ms");
        settings.put("settings.throttling", "false");
        return named(settings);
    }

    static String region(int number) {
        return "region-" + number;
    }

    static Map<String, String> named(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        one -> "muster.accounts." + ACCOUNT + "." + one.getKey(), Map.Entry::getValue));
    }
}
