package dev.muster.core.instance;

import dev.muster.core.state.Instance.Action;
import dev.muster.core.state.Instance.Gone;
import dev.muster.core.state.Instance.Launching;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.Instance.PendingVerb;
import dev.muster.core.state.Instance.Waiting;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.LifecycleState;
import dev.muster.model.TerminationReason;
import dev.muster.model.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is still wanted of an instance, held against where it is: answers what is done, and starts what can be. */
final class Intentions {
    private enum Readiness {
        REACHED,
        GO,
        WAIT,
        NEVER
    }

    private Intentions() {}

    /** Runs after every input: the one place that completes commands and starts verbs. */
    static void advance(InstanceDraft draft) {
        answerCreation(draft);
        if (draft.ending != null) {
            cancelAllButTermination(draft);
            end(draft);
        } else if (draft.phase instanceof Live) {
            serve(draft);
        }
        if (draft.phase instanceof Gone) {
            answerTheRest(draft);
        }
    }

    private static void answerCreation(InstanceDraft draft) {
        if (draft.lifecycle() == LifecycleState.RUNNING && draft.ending == null) {
            InstanceDecider.answerCreation(draft, null);
        } else if (draft.ending != null && draft.creation != null) {
            InstanceDecider.answerCreation(draft, endedEarly(draft.ending));
        } else if (draft.phase instanceof Gone && draft.creation != null) {
            InstanceDecider.answerCreation(draft, endedEarly(draft.goneReason()));
        }
    }

    private static void end(InstanceDraft draft) {
        if (draft.phase instanceof Waiting) {
            draft.end(LifecycleState.TERMINATED, draft.ending, null, commandFor(draft, Verb.TERMINATE));
        } else if (draft.phase instanceof Launching) {
            // Ended as soon as it appears; until then it only says so.
            draft.become(LifecycleState.TERMINATING, commandFor(draft, Verb.TERMINATE));
        } else if (draft.phase instanceof Live live) {
            Action action = live.action();
            // A call under way is never overtaken: at most one mutating call per machine.
            boolean free = action == null || action.verb() != Verb.TERMINATE && action.stage() != Action.Stage.CALLED;
            if (free) {
                draft.queue(Verb.TERMINATE, 0);
            }
        }
    }

    private static void serve(InstanceDraft draft) {
        completeAction(draft);
        while (!draft.pending().isEmpty() && draft.action() == null) {
            PendingVerb head = draft.pending().get(0);
            switch (readiness(head.verb(), draft.lifecycle())) {
                case REACHED -> answer(draft, head, null);
                case NEVER -> answer(draft, head, notInThisState(head.verb(), draft.lifecycle()));
                case GO -> draft.queue(head.verb(), 0);
                case WAIT -> {
                    return;
                }
            }
        }
    }

    /** An accepted verb whose state has come is over; reboot answers one command, the others all that wait for it. */
    private static void completeAction(InstanceDraft draft) {
        Action action = draft.action();
        if (action == null || action.stage() != Action.Stage.ACCEPTED) {
            return;
        }
        if (action.verb() == Verb.REBOOT && isUp(draft.lifecycle())) {
            draft.setAction(null);
            failFirst(draft, Verb.REBOOT, null);
        } else if (action.verb() != Verb.REBOOT && readiness(action.verb(), draft.lifecycle()) == Readiness.REACHED) {
            draft.setAction(null);
        } else if (readiness(action.verb(), draft.lifecycle()) == Readiness.NEVER) {
            draft.setAction(null);
        }
    }

    private static Readiness readiness(Verb verb, LifecycleState state) {
        return switch (verb) {
            case STOP ->
                switch (state) {
                    case STOPPED, SUSPENDED -> Readiness.REACHED;
                    case RUNNING, DEGRADED -> Readiness.GO;
                    case TERMINATING, TERMINATED, FAILED -> Readiness.NEVER;
                    default -> Readiness.WAIT;
                };
            case START ->
                switch (state) {
                    case RUNNING, DEGRADED -> Readiness.REACHED;
                    case STOPPED, SUSPENDED -> Readiness.GO;
                    case TERMINATING, TERMINATED, FAILED -> Readiness.NEVER;
                    default -> Readiness.WAIT;
                };
            case REBOOT ->
                switch (state) {
                    case RUNNING, DEGRADED -> Readiness.GO;
                    case STOPPING, STOPPED, SUSPENDING, SUSPENDED, TERMINATING, TERMINATED, FAILED -> Readiness.NEVER;
                    default -> Readiness.WAIT;
                };
            case TERMINATE, CREATE -> Readiness.WAIT;
        };
    }

    private static boolean isUp(LifecycleState state) {
        return state == LifecycleState.RUNNING || state == LifecycleState.DEGRADED;
    }

    private static void cancelAllButTermination(InstanceDraft draft) {
        Action action = draft.action();
        for (PendingVerb pending : List.copyOf(draft.pending())) {
            if (pending.verb() != Verb.TERMINATE) {
                boolean sent =
                        action != null && action.verb() == pending.verb() && action.stage() != Action.Stage.QUEUED;
                var failure = Failure.ours(
                        Category.CANCELLED,
                        "CANCELLED_BY_TERMINATION",
                        "The instance is being ended.",
                        sent ? EffectLeft.UNKNOWN : EffectLeft.NONE,
                        Advice.NOTHING_TO_DO);
                answer(draft, pending, failure);
            }
        }
    }

    private static void answerTheRest(InstanceDraft draft) {
        for (PendingVerb pending : List.copyOf(draft.pending())) {
            answer(
                    draft,
                    pending,
                    pending.verb() == Verb.TERMINATE ? null : notInThisState(pending.verb(), draft.lifecycle()));
        }
    }

    /** Answers the first command that waits for this verb, if one does; null is success. */
    static void failFirst(InstanceDraft draft, Verb verb, @Nullable Failure failure) {
        for (PendingVerb pending : List.copyOf(draft.pending())) {
            if (pending.verb() == verb) {
                answer(draft, pending, failure);
                return;
            }
        }
    }

    /** The command has waited long enough. What was sent for it may still take effect. */
    static void giveUp(InstanceDraft draft, PendingVerb pending) {
        Action action = draft.action();
        boolean sent = action != null && action.verb() == pending.verb() && action.stage() != Action.Stage.QUEUED;
        answer(
                draft,
                pending,
                Failure.ours(
                        Category.TIMEOUT,
                        "VERB_TIMEOUT",
                        "The instance did not get there in time.",
                        sent ? EffectLeft.UNKNOWN : EffectLeft.NONE,
                        sent ? Advice.RECONCILE_FIRST : Advice.REPLAY));
        if (action != null && action.verb() == pending.verb() && pending.verb() != Verb.TERMINATE) {
            if (action.stage() != Action.Stage.CALLED) {
                draft.setAction(null);
            }
        }
    }

    static @Nullable String commandFor(InstanceDraft draft, Verb verb) {
        return draft.pending().stream()
                .filter(pending -> pending.verb() == verb)
                .map(PendingVerb::commandId)
                .findFirst()
                .orElse(null);
    }

    private static void answer(InstanceDraft draft, PendingVerb pending, @Nullable Failure failure) {
        draft.pending().remove(pending);
        draft.answer(pending.commandId(), 0, failure);
    }

    private static Failure notInThisState(Verb verb, LifecycleState state) {
        return Failure.ours(
                Category.PRECONDITION,
                "NOT_IN_THIS_STATE",
                "A " + verb + " is not possible while the instance is " + state + ".",
                EffectLeft.NONE,
                Advice.WAIT_FOR_STATE);
    }

    private static Failure endedEarly(TerminationReason reason) {
        var category =
                switch (reason) {
                    case CAPACITY_AT_LAUNCH, SPOT_INTERRUPTION, PREEMPTED -> Category.CAPACITY;
                    case VOLUME_LIMIT -> Category.QUOTA;
                    case LAUNCH_ERROR -> Category.INVALID_REQUEST;
                    case HOST_FAILURE, PROVIDER_MAINTENANCE -> Category.TRANSIENT;
                    case BILLING_STOP -> Category.BILLING;
                    default -> Category.CANCELLED;
                };
        return Failure.ours(
                category,
                "ENDED_BEFORE_RUNNING",
                "The instance ended before it ran: " + reason + ".",
                EffectLeft.NONE,
                category.advice());
    }
}
