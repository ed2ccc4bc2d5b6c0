package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.Output;
import dev.muster.core.instance.InstanceDecider;
import dev.muster.core.instance.InstanceDecision;
import dev.muster.core.instance.InstanceDecision.Step;
import dev.muster.core.instance.InstanceInput;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.ActEntry;
import dev.muster.core.state.CommandRecord;
import dev.muster.core.state.Expiry;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.Instance.PendingVerb;
import dev.muster.core.state.Member;
import dev.muster.core.state.Watched;
import dev.muster.model.Event;
import dev.muster.model.LifecycleState;
import dev.muster.model.Verb;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets an input happen to an instance, and carries out what was decided: state, events, answers, queues. */
final class Instances {
    private static final Set<LifecycleState> PASSING = EnumSet.of(
            LifecycleState.PROVISIONING,
            LifecycleState.STARTING,
            LifecycleState.REBOOTING,
            LifecycleState.RECONFIGURING,
            LifecycleState.STOPPING,
            LifecycleState.SUSPENDING,
            LifecycleState.TERMINATING,
            LifecycleState.UNKNOWN);

    private Instances() {}

    static InstanceDecision apply(Turn turn, Instance before, InstanceInput input) {
        InstanceDecision decision = InstanceDecider.decide(before, input, turn.now);
        Instance next = decision.next();
        decision.steps().forEach(step -> turn.tell(changed(turn, step)));
        next = notice(turn, before, next);
        next = anomaly(turn, decision, next);
        if (!next.equals(before)) {
            turn.save(next);
            watch(turn, before, next);
        }
        decision.done().forEach(done -> Answers.itemDone(turn, done));
        if (decision.act() != null) {
            enqueue(turn, next, decision.act());
        }
        if (!decision.taken()) {
            turn.count(Output.Counter.OBSERVATION_STALE);
        }
        if (next.isGone() && !before.isGone()) {
            turn.forgetAfter(
                    Limits.TOMBSTONE_MEMORY,
                    Expiry.What.TOMBSTONE,
                    next.resource().id());
        }
        if (next.phase() instanceof Live && !(before.phase() instanceof Live)) {
            startLifetime(turn, next);
        }
        return decision;
    }

    /** The instance a member stands for, if that life of it still goes on under this name. */
    static @Nullable Instance of(Turn turn, Member member) {
        Instance instance = member.instance().isEmpty() ? null : turn.instance(member.instance());
        return instance != null && instance.generation() == member.generation() ? instance : null;
    }

    private static void startLifetime(Turn turn, Instance instance) {
        var expiresAt = instance.desired().expiresAt();
        if (expiresAt != null) {
            turn.timer(Timers.lifetime(instance.resource().id()), expiresAt);
        }
    }

    private static Event changed(Turn turn, Step step) {
        Instance after = step.after();
        Live live = after.phase() instanceof Live l ? l : null;
        String traceparent = traceOf(turn, step.commandId(), after);
        var head = new Event.Head(after.resource(), after.sequence(), turn.now, step.commandId(), traceparent);
        return new Event.InstanceChanged(
                head,
                step.from(),
                after.lifecycle(),
                after.version(),
                after.generation(),
                step.cause(),
                after.reason(),
                live == null ? null : live.identity(),
                live == null ? null : live.observed(),
                after.projection());
    }

    private static Instance notice(Turn turn, Instance before, Instance next) {
        if (!(next.phase() instanceof Live live) || live.observed().interruptAt() == null) {
            return next;
        }
        boolean told = before.phase() instanceof Live was && was.observed().interruptAt() != null;
        if (told) {
            return next;
        }
        Instance counted = Copies.withSequence(next, next.sequence() + 1);
        turn.tell(new Event.InstanceInterruptionNotice(
                head(turn, counted),
                live.identity().providerId(),
                live.observed().interruptAt()));
        return counted;
    }

    private static Instance anomaly(Turn turn, InstanceDecision decision, Instance next) {
        if (decision.anomaly() == null) {
            return next;
        }
        Instance counted = Copies.withSequence(next, next.sequence() + 1);
        String providerId =
                next.phase() instanceof Instance.Gone gone && gone.providerId() != null ? gone.providerId() : "";
        turn.tell(new Event.InstanceAnomalyFound(head(turn, counted), providerId, "", decision.anomaly()));
        return counted;
    }

    /** Tells of a second machine of one resource. */
    static void duplicate(Turn turn, Instance instance, String providerId, String kept) {
        Instance counted = Copies.withSequence(instance, instance.sequence() + 1);
        turn.save(counted);
        turn.tell(new Event.DuplicateInstanceFound(head(turn, counted), providerId, kept));
    }

    private static Event.Head head(Turn turn, Instance instance) {
        return new Event.Head(instance.resource(), instance.sequence(), turn.now, null, instance.traceparent());
    }

    private static void enqueue(Turn turn, Instance instance, Verb verb) {
        if (instance.phase() instanceof Live live) {
            var member = new Member(
                    instance.resource().id(),
                    instance.generation(),
                    live.identity().providerId());
            int tries = live.action() == null ? 0 : live.action().tries();
            var wait = tries == 0
                    ? Duration.ZERO
                    : Backoff.conflict(tries, instance.resource().text());
            String traceparent = traceOf(turn, askedBy(instance, verb), instance);
            ActQueue.add(turn, new ActEntry(verb, member, turn.now, turn.now.plus(wait), traceparent));
        }
    }

    /** The command that waits for a verb first; null where the verb is our own idea. */
    private static @Nullable String askedBy(Instance instance, Verb verb) {
        return instance.pending().stream()
                .filter(pending -> pending.verb() == verb)
                .map(PendingVerb::commandId)
                .findFirst()
                .orElse(null);
    }

    /** The trace of the command that caused it; where none did, that of the latest one about the instance. */
    private static @Nullable String traceOf(Turn turn, @Nullable String commandId, Instance instance) {
        CommandRecord record = commandId == null ? null : turn.get(Tables.COMMANDS, commandId);
        return record == null ? instance.traceparent() : record.traceparent();
    }

    private static void watch(Turn turn, Instance before, Instance next) {
        boolean now = isWatched(next);
        boolean was = isWatched(before);
        if (now && (!was || before.lifecycle() != next.lifecycle())) {
            turn.put(Tables.WATCHED, next.resource().id(), new Watched(turn.now));
            Polling.soon(turn);
        } else if (was && !now) {
            turn.delete(Tables.WATCHED, next.resource().id());
        }
    }

    private static boolean isWatched(Instance instance) {
        if (instance.phase() instanceof Live live) {
            return PASSING.contains(instance.lifecycle())
                    || !instance.pending().isEmpty()
                    || live.action() != null
                    || instance.ending() != null;
        }
        return !instance.isGone() && !instance.pending().isEmpty();
    }
}
