package dev.muster.core.instance;

import dev.muster.core.state.Instance;
import dev.muster.model.Event.Cause;
import dev.muster.model.Failure;
import dev.muster.model.LifecycleState;
import dev.muster.model.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an input means for an instance.
 *
 * @param steps changes a user is told of, in order; {@code next} is the state after the last
 * @param done commands that got this instance's result
 * @param act a verb that is to be queued for its machine; null for none
 * @param taken whether an observation was taken in; false for one that is older than what is known, or explained by lag
 * @param anomaly what must not be, for an event; null for nothing
 */
public record InstanceDecision(
        Instance next,
        List<Step> steps,
        List<Done> done,
        @Nullable Verb act,
        boolean taken,
        @Nullable String anomaly) {
    public InstanceDecision {
        steps = List.copyOf(steps);
        done = List.copyOf(done);
    }

    /** A change to tell; {@code after} is the whole instance right after it. */
    public record Step(
            @Nullable LifecycleState from,
            Instance after,
            Cause cause,
            @Nullable String commandId) {}

    /** Instance {@code index} of a command has its result; null is success. */
    public record Done(
            String commandId, int index, @Nullable Failure failure) {}
}
