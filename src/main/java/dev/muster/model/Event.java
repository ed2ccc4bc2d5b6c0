package dev.muster.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A past fact about one resource. The sequence of a resource's events has no gap and starts at 1. */
public sealed interface Event {
    Head head();

    /**
     * What every event has.
     *
     * @param resource whom it is about
     * @param sequence 1, 2, 3 … for each resource; with {@code resource} it makes the CloudEvents id
     * @param at when it was decided
     * @param commandId the command that caused it; null if none did
     * @param traceparent W3C trace context of that command; null if none
     */
    record Head(
            ResourceName resource,
            long sequence,
            Instant at,
            @Nullable String commandId,
            @Nullable String traceparent) {}

    /** A command was admitted and journaled: it will end in exactly one terminal result. */
    record CommandAccepted(Head head, Verb verb, List<String> resources) implements Event {
        public CommandAccepted {
            resources = List.copyOf(resources);
        }
    }

    /** The one terminal result of a command that did what it asked for. */
    record CommandSucceeded(Head head, Verb verb, boolean dryRun, List<Failure.ItemResult> items) implements Event {
        public CommandSucceeded {
            items = List.copyOf(items);
        }
    }

    /**
     * An instance's state, identity or address changed.
     *
     * @param from the state before; null for a life's first event
     * @param version grows with each change; what {@code expectedVersion} is compared with
     * @param generation 1 for the first life under this name, and one more for each later one
     * @param cause why it changed
     * @param observed what the provider said; null where no provider was heard
     */
    record InstanceChanged(
            Head head,
            @Nullable LifecycleState from,
            LifecycleState to,
            long version,
            int generation,
            Cause cause,
            @Nullable TerminationReason reason,
            @Nullable Identity identity,
            @Nullable Observed observed,
            @Nullable Projection tagProjection)
            implements Event {}

    /** The provider said that it will take the instance back. */
    record InstanceInterruptionNotice(Head head, String providerId, Instant interruptAt) implements Event {}

    /** A second machine of one resource was found; the other one is kept, this one is being ended. */
    record DuplicateInstanceFound(Head head, String providerId, String keptProviderId) implements Event {}

    /** Something that must not be, e.g. a terminated instance that shows up again. Nothing was changed for it. */
    record InstanceAnomalyFound(Head head, String providerId, String rawState, String what) implements Event {}

    /** A machine that carries our mark is bound to nothing. */
    record OrphanInstanceFound(Head head, String providerId, String rawState, Instant firstSeenAt, Handling handling)
            implements Event {
        public enum Handling {
            /** The account's policy only reports. */
            REPORTED,
            ENDING,
            /** It would be ended, but too many were within the hour. */
            HELD_BY_BREAKER
        }
    }

    /** A candidate had no capacity, and is avoided for a while. */
    record CapacityUnavailable(Head head, String offering, Instant avoidedUntil, String providerCode)
            implements Event {}

    enum Cause {
        COMMAND,
        OBSERVATION,
        /** Our own protocol: retries, timeouts, compensation, expiry. */
        PROTOCOL
    }

    /** Which machine it is, as far as it is known for good. */
    record Identity(
            String providerId,
            InstanceTypeKey type,
            Market market,
            Placement placement,
            @Nullable String findKey,
            @Nullable Integer launchIndex,
            Instant boundAt) {}

    /** What the provider last said, and when. */
    record Observed(
            String rawState,
            String rawReason,
            Health health,
            @Nullable String privateIp,
            @Nullable String publicIp,
            @Nullable Instant launchedAt,
            @Nullable Instant interruptAt,
            Instant observedAt,
            ObservationSource source) {}

    /** How far the user's tags reached the provider. */
    record Projection(Level level, List<String> leftOut) {
        public Projection {
            leftOut = List.copyOf(leftOut);
        }

        public enum Level {
            FULL,
            PARTIAL,
            NONE
        }
    }
}
