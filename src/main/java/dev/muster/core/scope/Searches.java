package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Member;
import dev.muster.core.state.OpenCall;
import dev.muster.core.state.OpenCall.Purpose;
import dev.muster.core.state.OpenCall.Stage;
import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.ObservationSource;
import dev.muster.model.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * Looks for what a launch in doubt has made. Absence must last before it is believed: machines show up late. Only then is
 * the launch tried again (without tokens) or given up (with them).
 */
final class Searches {
    private Searches() {}

    /** Starts looking once no executor can start the call any more. */
    static void begin(Turn turn, OpenCall call) {
        Instant safe = Calls.safeAfter(turn, call);
        Instant from = safe.isAfter(turn.now) ? safe : turn.now;
        OpenCall waiting = CallSteps.waiting(call, from);
        Calls.close(turn, call);
        turn.put(Tables.CALLS, call.callId().toString(), CallSteps.searching(waiting, from, from));
        turn.timer(Timers.call(call.callId()), from);
    }

    /**
     * The provider refused; its members may go elsewhere once that is proven to have left nothing. The effect may be
     * delivered again until its lease is over, and may then find room: so it is looked for after that.
     */
    static void prove(Turn turn, OpenCall call, Failure refused) {
        Instant from = Calls.safeAfter(turn, call);
        Calls.close(turn, call);
        turn.put(Tables.CALLS, call.callId().toString(), CallSteps.refused(call, refused, from));
        turn.timer(Timers.call(call.callId()), from);
    }

    static void onTimer(Turn turn, OpenCall call) {
        if (call.call() instanceof Call.Launch launch) {
            turn.timer(Timers.call(call.callId()), turn.now.plus(Limits.SEARCH_EVERY));
            if (Calls.room(turn, Call.Kind.FIND, 1) > 0) {
                var find = new Call.Find(launch.ownership(), launch.findKey());
                Calls.open(turn, find, Purpose.SEARCH, List.of(), call.callId(), null, call.traceparent());
            }
        }
    }

    static void onOutcome(Turn turn, OpenCall search, Outcome outcome) {
        Calls.close(turn, search);
        if (outcome.outcomeClass() != Outcome.Class.OK) {
            return; // A failed look proves nothing; the launch's own timer looks again.
        }
        Rows.applyAll(turn, outcome, ObservationSource.POLL);
        OpenCall launch = search.parent() == null
                ? null
                : turn.get(Tables.CALLS, search.parent().toString());
        if (launch == null || launch.stage() != Stage.SEARCHING || launch.doubtSince() == null) {
            return;
        }
        List<Member> unfilled = LaunchOutcomes.unfilled(turn, launch);
        // As of the moment the look began, by an executor's clock that may be wrong by the skew.
        Instant asOf = outcome.startedAt().minus(Limits.CLOCK_SKEW_MAX);
        // A refusal needs one look; doubt needs absence that lasts.
        boolean lasted =
                launch.refused() != null || !asOf.isBefore(launch.doubtSince().plus(Limits.SEARCH_FOR));
        if (unfilled.isEmpty()) {
            Calls.close(turn, launch);
        } else if (outcome.complete() && lasted) {
            conclude(turn, launch, unfilled);
        }
    }

    private static void conclude(Turn turn, OpenCall launch, List<Member> unfilled) {
        boolean made = unfilled.size() < launch.members().size();
        Failure refused = launch.refused();
        Calls.close(turn, launch);
        if (refused != null && refused.category() == Category.QUOTA && !made) {
            LaunchQueue.halves(turn, launch, unfilled);
        } else if (refused != null && !made) {
            LaunchQueue.elsewhere(turn, launch, unfilled, refused);
        } else if (made || !turn.profile.tokens()) {
            LaunchQueue.again(turn, launch, unfilled, turn.now);
        } else {
            LaunchQueue.giveUp(
                    turn,
                    unfilled,
                    Failure.ours(
                            Category.TRANSIENT,
                            "LAUNCH_UNCONFIRMED",
                            "The provider never confirmed the launch, and nothing of it was found.",
                            EffectLeft.NONE,
                            Advice.REPLAY));
        }
    }
}
