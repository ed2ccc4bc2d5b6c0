package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.Output;
import dev.muster.core.instance.InstanceInput;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Launching;
import dev.muster.core.state.Member;
import dev.muster.core.state.OpenCall;
import dev.muster.core.state.ScopeState.Block;
import dev.muster.model.Call;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.ObservationSource;
import dev.muster.model.ObservedInstance;
import dev.muster.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What came of a launch: who got a machine, who goes back to wait, and what is in doubt. */
final class LaunchOutcomes {
    private LaunchOutcomes() {}

    static void onOutcome(Turn turn, OpenCall call, Outcome outcome) {
        switch (outcome.outcomeClass()) {
            case OK -> onLaunched(turn, call, outcome);
            case GONE -> onGone(turn, call);
            case THROTTLED, AUTH, NOT_SENT, CONFLICT -> onNotDone(turn, call, outcome);
            case CAPACITY -> onNoCapacity(turn, call, outcome);
            case QUOTA -> onQuota(turn, call, outcome);
            case INVALID, NOT_FOUND, PRECONDITION -> {
                Calls.close(turn, call);
                LaunchQueue.giveUp(turn, unfilled(turn, call), failureOf(outcome, call));
            }
            case UNKNOWN, EXPIRED -> inDoubt(turn, call);
        }
    }

    private static void onLaunched(Turn turn, OpenCall call, Outcome outcome) {
        clearBlock(turn, call);
        Rows.applyAll(turn, indexed(turn, call, outcome), ObservationSource.RESPONSE);
        Calls.close(turn, call);
        // Fewer than asked for: the answer proves that the rest was not made, so they may go at once.
        LaunchQueue.again(turn, call, unfilled(turn, call), turn.now);
    }

    private static void onGone(Turn turn, OpenCall call) {
        Calls.close(turn, call);
        for (Member member : unfilled(turn, call)) {
            Instance instance = Instances.of(turn, member);
            if (instance != null) {
                Instances.apply(turn, instance, new InstanceInput.LaunchVanished());
            }
        }
    }

    /** Proven not to have been done: the same call again, under the same key. */
    private static void onNotDone(Turn turn, OpenCall call, Outcome outcome) {
        boolean counts = outcome.outcomeClass() != Outcome.Class.THROTTLED;
        OpenCall next = counts ? CallSteps.failed(call, call.doubtSince()) : call;
        Duration wait = Backoff.repeat(Math.max(1, next.tries()), call.callId() + ":" + call.attempt());
        Failure failure = outcome.failure();
        if (failure != null
                && failure.retryAfter() != null
                && failure.retryAfter().compareTo(wait) > 0) {
            wait = failure.retryAfter().compareTo(Limits.ROUND_WAIT_MAX) > 0
                    ? Limits.ROUND_WAIT_MAX
                    : failure.retryAfter();
        }
        boolean tooLong =
                counts && call.openedAt().plus(Limits.PROVISION_TIMEOUT).isBefore(turn.now);
        if (tooLong && call.doubtSince() == null) {
            Calls.close(turn, call);
            LaunchQueue.giveUp(turn, unfilled(turn, call), failureOf(outcome, call));
        } else {
            Calls.waitUntil(turn, next, turn.now.plus(wait));
        }
    }

    private static void onNoCapacity(Turn turn, OpenCall call, Outcome outcome) {
        Failure failure = failureOf(outcome, call);
        block(turn, call, failure);
        if (LaunchQueue.hasElsewhere(turn, call)) {
            Searches.prove(turn, call, failure);
        } else {
            Calls.close(turn, call);
            LaunchQueue.giveUp(turn, unfilled(turn, call), failure);
        }
    }

    private static void onQuota(Turn turn, OpenCall call, Outcome outcome) {
        Failure failure = failureOf(outcome, call);
        boolean mayHalve = unfilled(turn, call).size() > 1
                && call.entry() != null
                && call.entry().split().isEmpty();
        if (mayHalve) {
            Searches.prove(turn, call, failure);
        } else {
            Calls.close(turn, call);
            LaunchQueue.giveUp(turn, unfilled(turn, call), failure);
        }
    }

    /** The call may or may not have taken effect. */
    static void inDoubt(Turn turn, OpenCall call) {
        Instant since = call.doubtSince() == null ? turn.now : call.doubtSince();
        OpenCall doubted = CallSteps.failed(call, since);
        boolean repeatable =
                turn.profile.tokens() && since.plus(Limits.REPEAT_FOR).isAfter(turn.now);
        if (repeatable) {
            Duration wait = Backoff.repeat(doubted.tries(), call.callId().toString());
            Calls.waitUntil(turn, doubted, turn.now.plus(wait));
        } else {
            Searches.begin(turn, doubted);
        }
    }

    /** Members of a call that got no machine through it. */
    static List<Member> unfilled(Turn turn, OpenCall call) {
        return call.members().stream()
                .filter(member -> {
                    Instance instance = Instances.of(turn, member);
                    return instance != null
                            && instance.phase() instanceof Launching launching
                            && launching.callId().equals(call.callId());
                })
                .toList();
    }

    static Failure failureOf(Outcome outcome, OpenCall call) {
        Failure failure = outcome.failure();
        if (failure == null) {
            failure = Failure.ours(
                    Category.INTERNAL,
                    "NO_FAILURE_TOLD",
                    "The call failed and the executor did not say why.",
                    EffectLeft.UNKNOWN,
                    Advice.RECONCILE_FIRST);
        }
        return failure.edit().attempt(call.attempt(), "launch").build();
    }

    /** Gives rows of a provider that tells no launch index one by sorted id, and counts that it did. */
    private static Outcome indexed(Turn turn, OpenCall call, Outcome outcome) {
        boolean missing = outcome.rows().stream().anyMatch(row -> row.launchIndex() == null);
        if (!missing || call.members().size() == 1) {
            return outcome;
        }
        turn.count(Output.Counter.LAUNCH_INDEX_MISSING);
        var rows = new ArrayList<>(outcome.rows());
        rows.sort(Comparator.comparing(ObservedInstance::providerId));
        for (int index = 0; index < rows.size(); index++) {
            rows.set(index, Rows.withIndex(rows.get(index), index));
        }
        return new Outcome(
                outcome.effectId(),
                outcome.attempt(),
                outcome.scope(),
                outcome.outcomeClass(),
                outcome.failure(),
                rows,
                outcome.buckets(),
                outcome.complete(),
                outcome.more(),
                outcome.startedAt(),
                outcome.endedAt(),
                outcome.executorId(),
                outcome.requestId());
    }

    private static void block(Turn turn, OpenCall call, Failure failure) {
        if (call.call() instanceof Call.Launch launch) {
            String offering =
                    CandidatePlan.offering(launch.candidate(), turn.scope).format();
            Block before = turn.book.blocks.get(offering);
            int strikes = before == null ? 1 : before.strikes() + 1;
            var block = new Block(turn.now.plus(Backoff.block(strikes)), strikes);
            turn.book.blocks.put(offering, block);
            String code = failure.provider() == null
                    ? failure.code()
                    : failure.provider().code();
            turn.tell(new Event.CapacityUnavailable(turn.finding(), offering, block.until(), code));
        }
    }

    private static void clearBlock(Turn turn, OpenCall call) {
        if (call.call() instanceof Call.Launch launch) {
            turn.book.blocks.remove(
                    CandidatePlan.offering(launch.candidate(), turn.scope).format());
        }
    }
}
