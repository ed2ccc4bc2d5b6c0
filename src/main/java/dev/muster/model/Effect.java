package dev.muster.model;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call owed to a provider, as it travels to the executor. Delivered at least once, and never trusted to arrive.
 *
 * @param attempt from 1; grows with every issue of the same effect
 * @param notAfter the lease: later than this the call must not be made any more
 * @param callTimeout longest wait for one call's answer
 * @param traceparent W3C trace context of the command that caused it; null for our own initiative
 * @param executorVersionMin the oldest executor that understands this effect
 */
public record Effect(
        UUID effectId,
        int attempt,
        Scope scope,
        Instant issuedAt,
        Instant notAfter,
        Duration callTimeout,
        @Nullable String traceparent,
        int executorVersionMin,
        Call call) {
    /** The version of the executor in this source tree. */
    public static final int EXECUTOR_VERSION = 1;
}
