package dev.muster.cli.watch;

import dev.muster.model.Event.InstanceChanged;
import dev.muster.model.LifecycleState;
import dev.muster.model.ResourceName;
import dev.muster.model.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instance as far as its command's followers heard of it.
 *
 * @param state null before its first change is heard
 * @param settledAt when nothing more was to be expected of it, so that its clock stops; null before
 * @param facts provider id and addresses, as far as known
 * @param result OK or the code of a failure; null before
 */
public record InstanceRow(
        ResourceName resource,
        @Nullable LifecycleState state,
        @Nullable Instant settledAt,
        List<String> facts,
        @Nullable String result) {
    static final String OK = "OK";

    public InstanceRow {
        facts = List.copyOf(facts);
    }

    static InstanceRow waiting(ResourceName resource) {
        return new InstanceRow(resource, null, null, List.of(), null);
    }

    InstanceRow changed(InstanceChanged change, @Nullable Verb verb, Instant now) {
        List<String> known = new ArrayList<>();
        if (change.identity() != null) {
            known.add(change.identity().providerId());
        }
        var observed = change.observed();
        if (observed != null && observed.privateIp() != null) {
            known.add(observed.privateIp());
        }
        if (observed != null && observed.publicIp() != null) {
            known.add(observed.publicIp());
        }
        boolean settled = isSettled(change.to(), verb);
        Instant since = settled ? now : null;
        return new InstanceRow(resource, change.to(), since, known.isEmpty() ? facts : known, result);
    }

    InstanceRow ended(String with, Instant now) {
        return new InstanceRow(resource, state, settledAt == null ? now : settledAt, facts, with);
    }

    boolean isFailed() {
        return result != null && !result.equals(OK);
    }

    /** Whether its result and its state say the same. */
    boolean isComplete(@Nullable Verb verb) {
        return isFailed() || result != null && state == goal(verb);
    }

    private static boolean isSettled(LifecycleState state, @Nullable Verb verb) {
        return state == goal(verb) || state == LifecycleState.FAILED || state == LifecycleState.TERMINATED;
    }

    /** Where a command of that kind leads; null for no command. */
    static @Nullable LifecycleState goal(@Nullable Verb verb) {
        if (verb == null) {
            return null;
        }
        return switch (verb) {
            case CREATE, START, REBOOT -> LifecycleState.RUNNING;
            case STOP -> LifecycleState.STOPPED;
            case TERMINATE -> LifecycleState.TERMINATED;
        };
    }
}
