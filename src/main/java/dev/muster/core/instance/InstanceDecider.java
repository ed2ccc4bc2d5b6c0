package dev.muster.core.instance;

import dev.muster.core.Limits;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Action;
import dev.muster.core.state.Instance.Gone;
import dev.muster.core.state.Instance.Launching;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.Instance.PendingVerb;
import dev.muster.core.state.Instance.Waiting;
import dev.muster.model.Event.Cause;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.InstanceSnapshot.Power;
import dev.muster.model.LifecycleState;
import dev.muster.model.TerminationReason;
import dev.muster.model.Verb;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one input means for one instance. Pure: the same instance, input and time always give the same decision.
 */
public final class InstanceDecider {
    private InstanceDecider() {}

    public static InstanceDecision decide(Instance instance, InstanceInput input, Instant now) {
        var draft = new InstanceDraft(instance, causeOf(input), now);
        if (input instanceof InstanceInput.LaunchOpened opened) onLaunchOpened(draft, opened);
        else if (input instanceof InstanceInput.LaunchUnfilled) onLaunchUnfilled(draft);
        else if (input instanceof InstanceInput.LaunchGivenUp givenUp) onLaunchGivenUp(draft, givenUp.failure());
        else if (input instanceof InstanceInput.LaunchVanished) onLaunchVanished(draft);
        else if (input instanceof InstanceInput.Bound bound) onBound(draft, bound);
        else if (input instanceof InstanceInput.Seen seen) Observing.onSeen(draft, seen);
        else if (input instanceof InstanceInput.Unseen unseen) onUnseen(draft, unseen.proven());
        else if (input instanceof InstanceInput.VerbAsked asked) onVerbAsked(draft, asked);
        else if (input instanceof InstanceInput.ActCalled called) onActCalled(draft, called.verb());
        else if (input instanceof InstanceInput.ActAccepted accepted) onActAccepted(draft, accepted.verb());
        else if (input instanceof InstanceInput.ActDeferred deferred) onActDeferred(draft, deferred.verb());
        else if (input instanceof InstanceInput.ActRefused refused) onActRefused(draft, refused);
        else if (input instanceof InstanceInput.EndDecided end) onEndDecided(draft, end);
        else if (input instanceof InstanceInput.PatienceChecked) onPatienceChecked(draft);
        else
            throw new IllegalArgumentException(
                    "no decision for " + input.getClass().getName());
        Intentions.advance(draft);
        return draft.decision();
    }

    private static Cause causeOf(InstanceInput input) {
        if (input instanceof InstanceInput.Seen || input instanceof InstanceInput.Unseen) return Cause.OBSERVATION;
        if (input instanceof InstanceInput.VerbAsked || input instanceof InstanceInput.ActAccepted)
            return Cause.COMMAND;
        return Cause.PROTOCOL;
    }

    private static void onLaunchOpened(InstanceDraft draft, InstanceInput.LaunchOpened opened) {
        if (draft.phase instanceof Waiting waiting) {
            draft.phase = new Launching(opened.callId(), opened.index(), waiting.attempt() + 1, draft.now);
            draft.become(LifecycleState.PROVISIONING, commandOf(draft));
        }
    }

    private static void onLaunchUnfilled(InstanceDraft draft) {
        if (draft.phase instanceof Launching launching) {
            if (draft.ending != null) {
                draft.end(LifecycleState.TERMINATED, draft.ending, null, null);
            } else {
                draft.phase = new Waiting(launching.attempt());
            }
        }
    }

    private static void onLaunchGivenUp(InstanceDraft draft, Failure failure) {
        if (draft.phase instanceof Launching || draft.phase instanceof Waiting) {
            if (draft.ending != null) {
                draft.end(LifecycleState.TERMINATED, draft.ending, null, null);
            } else {
                answerCreation(draft, failure);
                draft.end(LifecycleState.FAILED, null, failure.code(), null);
            }
        }
    }

    private static void onLaunchVanished(InstanceDraft draft) {
        if (draft.phase instanceof Launching) {
            draft.end(
                    LifecycleState.TERMINATED,
                    draft.ending == null ? TerminationReason.EXTERNAL : draft.ending,
                    null,
                    null);
        }
    }

    private static void onBound(InstanceDraft draft, InstanceInput.Bound bound) {
        if (draft.phase instanceof Launching || draft.phase instanceof Waiting) {
            var observed = Observing.observedOf(bound.row(), bound.observedAt(), bound.source());
            draft.phase = new Live(bound.identity(), observed, false, null, 0);
            draft.startLifetime();
            if (draft.lifecycle() == LifecycleState.REQUESTED) {
                draft.become(LifecycleState.PROVISIONING, null);
            }
            if (draft.creation != null) {
                draft.creation = new Instance.Creation(draft.creation.commandId(), draft.creation.index(), draft.now);
            }
            Observing.onBoundRow(draft, bound.row());
        } else {
            draft.taken = false;
        }
    }

    private static void onUnseen(InstanceDraft draft, boolean proven) {
        if (draft.phase instanceof Live live) {
            int absences = live.absences() + 1;
            draft.phase = new Live(live.identity(), live.observed(), live.seenRunning(), live.action(), absences);
            boolean endingForSure = live.action() != null
                    && live.action().verb() == Verb.TERMINATE
                    && live.action().stage() == Action.Stage.ACCEPTED
                    && absences >= Limits.ABSENCES_BEFORE_LOOKUP;
            if (proven || endingForSure) {
                var why = draft.ending == null ? TerminationReason.EXTERNAL : draft.ending;
                draft.end(LifecycleState.TERMINATED, why, null, null);
            }
        }
    }

    private static void onVerbAsked(InstanceDraft draft, InstanceInput.VerbAsked asked) {
        if (draft.pending().size() >= Limits.PENDING_VERBS_MAX && asked.verb() != Verb.TERMINATE) {
            draft.answer(
                    asked.commandId(),
                    0,
                    Failure.ours(
                            Category.CONFLICT,
                            "TOO_MANY_PENDING",
                            "More than " + Limits.PENDING_VERBS_MAX + " commands wait for this instance already.",
                            EffectLeft.NONE,
                            Advice.WAIT_FOR_STATE));
            return;
        }
        draft.pending().add(new PendingVerb(asked.commandId(), asked.verb(), asked.giveUpAt()));
        switch (asked.verb()) {
            case TERMINATE -> {
                draft.setPower(Power.TERMINATED);
                draft.ending = draft.ending == null ? TerminationReason.USER : draft.ending;
            }
            case STOP -> draft.setPower(Power.STOPPED);
            case START -> draft.setPower(Power.RUNNING);
            case REBOOT, CREATE -> {}
        }
    }

    private static void onActCalled(InstanceDraft draft, Verb verb) {
        Action action = draft.action();
        if (action != null && action.verb() == verb) {
            draft.setAction(new Action(verb, Action.Stage.CALLED, action.tries(), draft.now));
        }
    }

    private static void onActAccepted(InstanceDraft draft, Verb verb) {
        Action action = draft.action();
        if (action == null || action.verb() != verb || action.stage() == Action.Stage.ACCEPTED) {
            return;
        }
        draft.setAction(new Action(verb, Action.Stage.ACCEPTED, action.tries(), draft.now));
        var passing =
                switch (verb) {
                    case TERMINATE -> LifecycleState.TERMINATING;
                    case STOP -> LifecycleState.STOPPING;
                    case START -> LifecycleState.STARTING;
                    case REBOOT -> LifecycleState.REBOOTING;
                    case CREATE -> LifecycleState.PROVISIONING;
                };
        draft.become(passing, Intentions.commandFor(draft, verb));
    }

    private static void onActDeferred(InstanceDraft draft, Verb verb) {
        Action action = draft.action();
        if (action != null && action.verb() == verb && action.stage() == Action.Stage.CALLED) {
            draft.queue(verb, action.tries() + 1);
        }
    }

    private static void onActRefused(InstanceDraft draft, InstanceInput.ActRefused refused) {
        Action action = draft.action();
        if (action == null || action.verb() != refused.verb()) {
            return;
        }
        draft.setAction(null);
        if (refused.verb() == Verb.TERMINATE && draft.ending == TerminationReason.USER) {
            draft.ending = null;
            draft.setPower(Power.RUNNING);
        }
        if (draft.lifecycle() == LifecycleState.TERMINATING) {
            draft.become(LifecycleState.RUNNING, null);
        }
        Intentions.failFirst(draft, refused.verb(), refused.failure());
    }

    private static void onEndDecided(InstanceDraft draft, InstanceInput.EndDecided end) {
        if (!(draft.phase instanceof Gone)) {
            if (end.failure() != null) {
                answerCreation(draft, end.failure());
            }
            draft.setPower(Power.TERMINATED);
            draft.ending = draft.ending == null ? end.reason() : draft.ending;
        }
    }

    private static void onPatienceChecked(InstanceDraft draft) {
        for (PendingVerb verb : List.copyOf(draft.pending())) {
            if (!verb.giveUpAt().isAfter(draft.now)) {
                Intentions.giveUp(draft, verb);
            }
        }
        var creation = draft.creation;
        if (creation != null
                && creation.launchedAt() != null
                && !creation.launchedAt().plus(Limits.PROVISION_TIMEOUT).isAfter(draft.now)) {
            var failure = Failure.ours(
                    Category.TIMEOUT,
                    "PROVISION_TIMEOUT",
                    "The instance did not run within " + Limits.PROVISION_TIMEOUT.toMinutes()
                            + " minutes of its launch; it is being ended.",
                    EffectLeft.PARTIAL,
                    Advice.TRY_ELSEWHERE);
            onEndDecided(draft, new InstanceInput.EndDecided(TerminationReason.COMPENSATION, failure));
        }
        Action action = draft.action();
        if (action != null
                && action.verb() == Verb.TERMINATE
                && action.stage() == Action.Stage.ACCEPTED
                && !action.since().plus(Limits.TERMINATE_CONFIRM).isAfter(draft.now)) {
            draft.queue(Verb.TERMINATE, action.tries() + 1);
        }
    }

    static void answerCreation(InstanceDraft draft, @Nullable Failure failure) {
        if (draft.creation != null) {
            draft.answer(draft.creation.commandId(), draft.creation.index(), failure);
            draft.creation = null;
        }
    }

    private static @Nullable String commandOf(InstanceDraft draft) {
        return draft.creation == null ? null : draft.creation.commandId();
    }
}
