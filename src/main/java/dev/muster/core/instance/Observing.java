package dev.muster.core.instance;

import dev.muster.core.Limits;
import dev.muster.core.state.Instance.Action;
import dev.muster.core.state.Instance.Gone;
import dev.muster.core.state.Instance.Live;
import dev.muster.model.Event.Observed;
import dev.muster.model.LifecycleState;
import dev.muster.model.ObservationSource;
import dev.muster.model.ObservedInstance;
import dev.muster.model.TerminationReason;
import dev.muster.model.Verb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's row means for an instance: older rows are dropped, equal ones change nothing, and a row that still
 * shows the state before a verb the provider has just accepted is taken for late rather than for a refusal.
 */
final class Observing {
    private Observing() {}

    static void onSeen(InstanceDraft draft, InstanceInput.Seen seen) {
        if (draft.phase instanceof Live live) {
            onLive(draft, live, seen);
        } else if (draft.phase instanceof Gone) {
            boolean ended = seen.row().state() == LifecycleState.TERMINATED
                    || seen.row().state() == LifecycleState.TERMINATING;
            if (!ended) {
                draft.report("An ended instance was seen again.");
            }
        } else {
            draft.taken = false;
        }
    }

    private static void onLive(InstanceDraft draft, Live live, InstanceInput.Seen seen) {
        if (seen.observedAt().isBefore(live.observed().observedAt())) {
            draft.taken = false;
            return;
        }
        ObservedInstance row = seen.row();
        LifecycleState target = inContext(row.state(), live);
        if (isLate(live.action(), draft.lifecycle(), target, seen.observedAt(), draft.now)) {
            draft.taken = false;
            return;
        }
        var observed = observedOf(row, seen.observedAt(), seen.source());
        boolean seenRunning = live.seenRunning() || target == LifecycleState.RUNNING;
        boolean sameDetail = sameButForTime(observed, live.observed());
        if (target == LifecycleState.TERMINATED) {
            draft.setObserved(observed, seenRunning);
            ended(draft, row.reason());
        } else if (target == draft.lifecycle() || draft.lifecycle().canBecome(target)) {
            dropActionThatWasUndone(draft, live.action(), target);
            boolean newsless = target == draft.lifecycle()
                    && sameDetail
                    && seenRunning == live.seenRunning()
                    && live.absences() == 0;
            if (!newsless) { // Else every poll would journal and publish every machine that it shows once more.
                draft.setObserved(observed, seenRunning);
            }
            if (target != draft.lifecycle()) {
                draft.become(target, null);
            } else if (!sameDetail) {
                draft.tellDetail();
            }
        } else {
            draft.taken = false;
        }
    }

    /** The first row of a machine just bound; its state is taken in right away. */
    static void onBoundRow(InstanceDraft draft, ObservedInstance row) {
        if (row.state() == LifecycleState.TERMINATED) {
            ended(draft, row.reason());
            return;
        }
        boolean moved = row.state() != draft.lifecycle() && draft.lifecycle().canBecome(row.state());
        if (moved && draft.lifecycle() != LifecycleState.TERMINATING) {
            if (row.state() == LifecycleState.RUNNING && draft.phase instanceof Live live) {
                draft.setObserved(live.observed(), true);
            }
            draft.become(row.state(), null);
        } else {
            draft.tellDetail();
        }
    }

    static Observed observedOf(ObservedInstance row, Instant at, ObservationSource source) {
        return new Observed(
                row.rawState(),
                row.rawReason(),
                row.health(),
                row.privateIp(),
                row.publicIp(),
                row.launchedAt(),
                row.interruptAt(),
                at,
                source);
    }

    private static void ended(InstanceDraft draft, @Nullable TerminationReason said) {
        TerminationReason why = draft.ending;
        if (why == null) {
            // The provider calls it a user's doing; but no command of ours asked.
            why = said == null || said == TerminationReason.USER ? TerminationReason.EXTERNAL : said;
        }
        draft.end(LifecycleState.TERMINATED, why, null, Intentions.commandFor(draft, Verb.TERMINATE));
    }

    /** A provider's "pending" is one word for a first boot, a start and, at some, a reboot. */
    private static LifecycleState inContext(LifecycleState state, Live live) {
        if (state != LifecycleState.PROVISIONING || !live.seenRunning()) {
            return state;
        }
        boolean rebooting = live.action() != null && live.action().verb() == Verb.REBOOT;
        return rebooting ? LifecycleState.REBOOTING : LifecycleState.STARTING;
    }

    private static boolean isLate(
            @Nullable Action action, LifecycleState now, LifecycleState target, Instant seenAt, Instant decidedAt) {
        if (action == null || action.stage() != Action.Stage.ACCEPTED) {
            return now == LifecycleState.TERMINATING && target != LifecycleState.TERMINATED && target != now;
        }
        boolean withinLag = action.since().plus(Limits.STATE_LAG).isAfter(decidedAt);
        return switch (action.verb()) {
            case TERMINATE -> target != LifecycleState.TERMINATED && target != LifecycleState.TERMINATING;
            case STOP -> withinLag && target != LifecycleState.STOPPED && target != LifecycleState.STOPPING;
            case START -> withinLag && (target == LifecycleState.STOPPED || target == LifecycleState.STOPPING);
            case REBOOT -> !seenAt.isAfter(action.since()) && now == LifecycleState.REBOOTING && target != now;
            case CREATE -> false;
        };
    }

    /** Past the lag, a row that shows the old state again says the verb was refused after all. */
    private static void dropActionThatWasUndone(InstanceDraft draft, @Nullable Action action, LifecycleState target) {
        if (action == null || action.stage() != Action.Stage.ACCEPTED) {
            return;
        }
        boolean undone = action.verb() == Verb.STOP && target == LifecycleState.RUNNING
                || action.verb() == Verb.START && target == LifecycleState.STOPPED;
        if (undone) {
            draft.setAction(null);
        }
    }

    private static boolean sameButForTime(Observed a, Observed b) {
        return a.rawState().equals(b.rawState())
                && a.rawReason().equals(b.rawReason())
                && a.health() == b.health()
                && java.util.Objects.equals(a.privateIp(), b.privateIp())
                && java.util.Objects.equals(a.publicIp(), b.publicIp())
                && java.util.Objects.equals(a.launchedAt(), b.launchedAt())
                && java.util.Objects.equals(a.interruptAt(), b.interruptAt());
    }
}
