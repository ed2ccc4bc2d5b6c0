package dev.muster.cli.kafka;

import java.util.UUID;

/** Begins a W3C trace: the client is the first span of whatever its command causes. */
final class Traceparent {
    private Traceparent() {}

    /** Version 00, 16 random bytes of trace id, 8 of span id, sampled. */
    static String create() {
        String trace = hex(UUID.randomUUID());
        String span = hex(UUID.randomUUID()).substring(16);
        return "00-" + trace + "-" + span + "-01";
    }

    private static String hex(UUID uuid) {
        return uuid.toString().replace("-", "");
    }
}
