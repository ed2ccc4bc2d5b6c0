package dev.muster.core.scope;

import java.util.UUID;

/** The names of timers that belong to one thing each. */
final class Timers {
    static final String CALL = "call/";
    static final String COMMAND = "cmd/";
    static final String LIFETIME = "ttl/";

    private Timers() {}

    static String call(UUID callId) {
        return CALL + callId;
    }

    static String command(String commandId) {
        return COMMAND + commandId;
    }

    static String lifetime(String instance) {
        return LIFETIME + instance;
    }
}
