package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.instance.InstanceInput;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.Member;
import dev.muster.core.state.OpenCall;
import dev.muster.core.state.OpenCall.Purpose;
import dev.muster.core.state.Sighting;
import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.ObservationSource;
import dev.muster.model.Outcome;
import dev.muster.model.Verb;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a verb on machines: accepted, to be tried again, or refused; one bad machine never fails the others. */
final class ActOutcomes {
    private ActOutcomes() {}

    static void onOutcome(Turn turn, OpenCall call, Outcome outcome) {
        switch (outcome.outcomeClass()) {
            case OK, GONE -> onAnswered(turn, call, outcome);
            case THROTTLED, AUTH, NOT_SENT -> onNotDone(turn, call, outcome);
            case UNKNOWN, EXPIRED -> inDoubt(turn, call, outcome.failure());
            case NOT_FOUND, CONFLICT, PRECONDITION, INVALID, QUOTA, CAPACITY -> onRefused(turn, call, outcome);
        }
    }

    /** An answer that leaves machines out says nothing of those: the verb is said again, to all. */
    private static void onAnswered(Turn turn, OpenCall call, Outcome outcome) {
        if (outcome.complete()) {
            onAccepted(turn, call, outcome);
        } else {
            inDoubt(turn, call, null);
        }
    }

    private static void onAccepted(Turn turn, OpenCall call, Outcome outcome) {
        Calls.close(turn, call);
        for (Member member : call.members()) {
            Instance instance = Instances.of(turn, member);
            if (instance == null) {
                strayEnding(turn, member);
            } else {
                Instances.apply(turn, instance, new InstanceInput.ActAccepted(verbOf(call)));
            }
        }
        Rows.applyAll(turn, outcome, ObservationSource.RESPONSE);
    }

    private static void onNotDone(Turn turn, OpenCall call, Outcome outcome) {
        boolean counts = outcome.outcomeClass() != Outcome.Class.THROTTLED;
        OpenCall next = counts ? CallSteps.failed(call, call.doubtSince()) : call;
        Duration wait = Backoff.repeat(Math.max(1, next.tries()), call.callId() + ":" + call.attempt());
        Calls.waitUntil(turn, next, turn.now.plus(wait));
    }

    /** The verb may or may not have taken effect. All but a reboot may be said again. */
    static void inDoubt(Turn turn, OpenCall call, @Nullable Failure failure) {
        if (verbOf(call) == Verb.REBOOT) {
            Calls.close(turn, call);
            Failure unconfirmed = new Failure.Draft(
                            failure == null ? Category.TIMEOUT : failure.category(),
                            "REBOOT_UNCONFIRMED",
                            "The reboot was sent and its answer lost; it is not repeated.",
                            EffectLeft.UNKNOWN)
                    .advice(Advice.RECONCILE_FIRST)
                    .provider(failure == null ? null : failure.provider())
                    .build();
            call.members().forEach(member -> refuse(turn, call, member, unconfirmed));
        } else {
            OpenCall doubted = CallSteps.failed(call, call.doubtSince() == null ? turn.now : call.doubtSince());
            Duration wait = Backoff.repeat(doubted.tries(), call.callId().toString());
            Calls.waitUntil(turn, doubted, turn.now.plus(wait));
        }
    }

    private static void onRefused(Turn turn, OpenCall call, Outcome outcome) {
        Calls.close(turn, call);
        if (call.members().size() > 1) {
            split(turn, call);
            return;
        }
        Member member = call.members().get(0);
        Failure failure = LaunchOutcomes.failureOf(outcome, call)
                .edit()
                .attempt(call.attempt(), "act")
                .build();
        Instance instance = Instances.of(turn, member);
        if (instance == null) {
            strayRefused(turn, member, outcome.outcomeClass());
            return;
        }
        switch (outcome.outcomeClass()) {
            case NOT_FOUND -> onNotFound(turn, call, instance, failure);
            case CONFLICT -> Instances.apply(turn, instance, new InstanceInput.ActDeferred(verbOf(call)));
            default -> refuse(turn, call, member, failure);
        }
    }

    private static void onNotFound(Turn turn, OpenCall call, Instance instance, Failure failure) {
        boolean young = instance.phase() instanceof Live live
                && live.identity().boundAt().plus(Limits.VISIBLE_WITHIN).isAfter(turn.now);
        if (young) {
            // Launched a moment ago: not yet visible everywhere, rather than gone.
            Instances.apply(turn, instance, new InstanceInput.ActDeferred(verbOf(call)));
        } else if (verbOf(call) == Verb.TERMINATE) {
            Instances.apply(turn, instance, new InstanceInput.Unseen(true));
        } else {
            Instances.apply(turn, instance, new InstanceInput.ActRefused(verbOf(call), failure));
        }
    }

    /** One of them was at fault; the halves find out which. */
    private static void split(Turn turn, OpenCall call) {
        int half = call.members().size() / 2;
        for (List<Member> part : List.of(
                call.members().subList(0, half),
                call.members().subList(half, call.members().size()))) {
            List<String> ids = part.stream().map(Member::providerId).toList();
            Calls.owe(turn, new Call.Act(call.call().kind(), ids), Purpose.ACT, part, 0, call.traceparent());
        }
    }

    /** Ends a call whose commands have all given up; a termination is never given up. Answers whether it did. */
    static boolean isOutOfTime(Turn turn, OpenCall call) {
        boolean over = verbOf(call) != Verb.TERMINATE
                && !call.openedAt().plus(Limits.VERB_TIMEOUT).isAfter(turn.now);
        if (over) {
            Calls.close(turn, call);
            var failure = Failure.ours(
                    Category.TIMEOUT,
                    "VERB_TIMEOUT",
                    "The provider did not take the call in time.",
                    call.doubtSince() == null ? EffectLeft.NONE : EffectLeft.UNKNOWN,
                    Advice.REPLAY);
            call.members().forEach(member -> refuse(turn, call, member, failure));
        }
        return over;
    }

    private static void refuse(Turn turn, OpenCall call, Member member, Failure failure) {
        Instance instance = Instances.of(turn, member);
        if (instance != null) {
            Instances.apply(turn, instance, new InstanceInput.ActRefused(verbOf(call), failure));
        }
    }

    private static void strayEnding(Turn turn, Member member) {
        if (member.providerId() != null) {
            Strays.marked(turn, member.providerId(), Sighting.Handled.ENDING);
        }
    }

    private static void strayRefused(Turn turn, Member member, Outcome.Class why) {
        if (member.providerId() != null) {
            // Not there (yet), or in a passing conflict: the next sweep that shows it orders its end again.
            boolean again = why == Outcome.Class.NOT_FOUND || why == Outcome.Class.CONFLICT;
            Strays.marked(turn, member.providerId(), again ? Sighting.Handled.NOT_YET : Sighting.Handled.REPORTED);
        }
    }

    private static Verb verbOf(OpenCall call) {
        return Verb.valueOf(call.call().kind().name());
    }
}
