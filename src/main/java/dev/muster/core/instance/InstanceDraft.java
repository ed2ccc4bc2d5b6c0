package dev.muster.core.instance;

import dev.muster.core.instance.InstanceDecision.Done;
import dev.muster.core.instance.InstanceDecision.Step;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Action;
import dev.muster.core.state.Instance.Creation;
import dev.muster.core.state.Instance.Gone;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.Instance.PendingVerb;
import dev.muster.core.state.Instance.Phase;
import dev.muster.model.Event.Cause;
import dev.muster.model.Event.Observed;
import dev.muster.model.Failure;
import dev.muster.model.InstanceSnapshot.Desired;
import dev.muster.model.InstanceSnapshot.Power;
import dev.muster.model.LifecycleState;
import dev.muster.model.TerminationReason;
import dev.muster.model.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An instance while one input is decided: what it becomes, and what is told of it. Lives for one decision. */
final class InstanceDraft {
    final Instant now;
    Phase phase;

    @Nullable
    TerminationReason ending;

    @Nullable
    Creation creation;

    boolean taken = true;

    private Instance instance;
    private final Cause cause;
    private LifecycleState lifecycle;
    private @Nullable TerminationReason reason;
    private @Nullable String failureCode;
    private Desired desired;
    private final List<PendingVerb> pending;
    private final List<Step> steps = new ArrayList<>();
    private final List<Done> done = new ArrayList<>();
    private @Nullable Verb act;
    private @Nullable String anomaly;

    InstanceDraft(Instance instance, Cause cause, Instant now) {
        this.instance = instance;
        this.cause = cause;
        this.now = now;
        phase = instance.phase();
        ending = instance.ending();
        creation = instance.creation();
        lifecycle = instance.lifecycle();
        reason = instance.reason();
        failureCode = instance.failureCode();
        desired = instance.desired();
        pending = new ArrayList<>(instance.pending());
    }

    LifecycleState lifecycle() {
        return lifecycle;
    }

    List<PendingVerb> pending() {
        return pending;
    }

    /** The live phase, or null; a shorthand for callers that care for nothing else. */
    @Nullable
    Live live() {
        return phase instanceof Live live ? live : null;
    }

    @Nullable
    Action action() {
        return phase instanceof Live live ? live.action() : null;
    }

    void setAction(@Nullable Action action) {
        if (phase instanceof Live live) {
            phase = new Live(live.identity(), live.observed(), live.seenRunning(), action, live.absences());
        }
    }

    void setObserved(Observed observed, boolean seenRunning) {
        if (phase instanceof Live live) {
            phase = new Live(live.identity(), observed, seenRunning, live.action(), 0);
        }
    }

    void setPower(Power wanted) {
        desired = new Desired(
                wanted,
                desired.types(),
                desired.markets(),
                desired.zones(),
                desired.image(),
                desired.tags(),
                desired.expiresAt(),
                desired.createdBy());
    }

    /** Its life is counted from the moment it is bound. */
    void startLifetime() {
        if (instance.lifetime() != null) {
            desired = new Desired(
                    desired.power(),
                    desired.types(),
                    desired.markets(),
                    desired.zones(),
                    desired.image(),
                    desired.tags(),
                    now.plus(instance.lifetime()),
                    desired.createdBy());
        }
    }

    void queue(Verb verb, int tries) {
        setAction(new Action(verb, Action.Stage.QUEUED, tries, now));
        act = verb;
    }

    /** Moves on if the table of legal moves has the step; answers whether the instance is now in that state. */
    boolean become(LifecycleState next, @Nullable String commandId) {
        if (next == lifecycle) {
            return true;
        }
        if (!lifecycle.canBecome(next)) {
            return false;
        }
        tell(next, commandId);
        return true;
    }

    /** Tells of a change that is none of state: an address, a health, an identity. */
    void tellDetail() {
        tell(lifecycle, null);
    }

    void end(LifecycleState state, @Nullable TerminationReason why, @Nullable String code, @Nullable String commandId) {
        String providerId = phase instanceof Live live ? live.identity().providerId() : null;
        Instance.Live last = live();
        phase = new Gone(now, providerId);
        reason = why;
        failureCode = code;
        tell(state, commandId);
        if (last != null) {
            // The last event of a life still says which machine it was and what the provider said.
            var step = steps.remove(steps.size() - 1);
            steps.add(new Step(step.from(), withPhase(step.after(), last), step.cause(), step.commandId()));
        }
    }

    /** Why it is gone, as far as that was said. */
    TerminationReason goneReason() {
        return reason == null ? TerminationReason.UNKNOWN : reason;
    }

    void answer(String commandId, int index, @Nullable Failure failure) {
        done.add(new Done(commandId, index, failure));
    }

    void report(String what) {
        anomaly = what;
    }

    InstanceDecision decision() {
        return new InstanceDecision(snapshot(), steps, done, act, taken, anomaly);
    }

    private void tell(LifecycleState next, @Nullable String commandId) {
        LifecycleState from = lifecycle;
        lifecycle = next;
        instance = copy(instance, instance.version() + 1, instance.sequence() + 1, now);
        steps.add(new Step(from, instance, cause, commandId));
    }

    private Instance snapshot() {
        return copy(instance, instance.version(), instance.sequence(), instance.updatedAt());
    }

    private Instance copy(Instance from, long version, long sequence, Instant updatedAt) {
        return new Instance(
                from.resource(),
                from.generation(),
                version,
                sequence,
                lifecycle,
                reason,
                failureCode,
                desired,
                from.specDigest(),
                phase,
                ending,
                creation,
                pending,
                from.lifetime(),
                from.projection(),
                from.traceparent(),
                updatedAt);
    }

    private static Instance withPhase(Instance from, Phase phase) {
        return new Instance(
                from.resource(),
                from.generation(),
                from.version(),
                from.sequence(),
                from.lifecycle(),
                from.reason(),
                from.failureCode(),
                from.desired(),
                from.specDigest(),
                phase,
                from.ending(),
                from.creation(),
                from.pending(),
                from.lifetime(),
                from.projection(),
                from.traceparent(),
                from.updatedAt());
    }
}
