package dev.muster.core.scope;

import dev.muster.core.Output;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.OpenCall;
import dev.muster.core.state.OpenCall.Purpose;
import dev.muster.core.state.OpenCall.Stage;
import dev.muster.core.state.ScopeState.Circuit;
import dev.muster.model.ObservationSource;
import dev.muster.model.Outcome;
import dev.muster.model.ScopeProfile.BucketSpec;
import dev.muster.model.ScopeProfile.Charge;
import java.util.List;

/**
 * Takes in what came of a call. The success of any attempt counts, for it is the truth; a failure counts only for the
 * attempt that is out; nothing counts for a closed call but the machines it shows.
 */
final class Outcomes {
    private Outcomes() {}

    static void onOutcome(Turn turn, Outcome outcome) {
        OpenCall call = turn.get(Tables.CALLS, outcome.effectId().toString());
        if (call == null) {
            turn.count(Output.Counter.OUTCOME_OF_CLOSED_CALL);
            Rows.applyAll(turn, outcome, ObservationSource.RESPONSE);
            return;
        }
        boolean success = outcome.outcomeClass() == Outcome.Class.OK || outcome.outcomeClass() == Outcome.Class.GONE;
        boolean current = outcome.attempt() == call.attempt() && call.stage() == Stage.ISSUED;
        if (!success && !current) {
            turn.count(Output.Counter.OUTCOME_STALE);
            return;
        }
        learn(turn, call, outcome, success);
        switch (call.purpose()) {
            case LAUNCH -> LaunchOutcomes.onOutcome(turn, call, outcome);
            case ACT -> ActOutcomes.onOutcome(turn, call, outcome);
            case POLL, LOOKUP -> Polling.onOutcome(turn, call, outcome);
            case SWEEP -> Sweeping.onOutcome(turn, call, outcome);
            case SEARCH -> Searches.onOutcome(turn, call, outcome);
        }
    }

    /** What the answer says of the provider's limits and our credentials. */
    private static void learn(Turn turn, OpenCall call, Outcome outcome, boolean success) {
        if (outcome.outcomeClass() == Outcome.Class.THROTTLED) {
            for (Charge charge : turn.profile.charges().getOrDefault(call.call().kind(), List.of())) {
                BucketSpec spec = turn.profile.buckets().get(charge.bucket());
                if (spec != null && !charge.perItem()) {
                    var limit = new RateLimit(spec, turn.book.buckets.get(charge.bucket()));
                    turn.book.buckets.put(charge.bucket(), limit.throttled(turn.now));
                }
            }
        } else if (outcome.outcomeClass() == Outcome.Class.AUTH) {
            String code = outcome.failure() == null ? "" : outcome.failure().code();
            turn.book.circuit = new Circuit(turn.now.plus(dev.muster.core.Limits.CIRCUIT_OPEN), code);
        } else if (success && turn.book.circuit != null) {
            turn.book.circuit = null;
            turn.wakeBy(turn.now.plusMillis(1));
        }
    }

    static boolean isRead(Purpose purpose) {
        return purpose != Purpose.LAUNCH && purpose != Purpose.ACT;
    }
}
