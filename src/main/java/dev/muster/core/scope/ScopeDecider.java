package dev.muster.core.scope;

import dev.muster.core.Input;
import dev.muster.core.Limits;
import dev.muster.core.Output;
import dev.muster.core.Stamp;
import dev.muster.core.journal.Journal;
import dev.muster.core.journal.JournalTransaction;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.ScopeState;
import dev.muster.core.state.Timer;
import dev.muster.model.Scope;
import dev.muster.model.ScopeProfile;
import java.util.List;

/**
 * Decides what one input means for a scope. Given the same journal, input and stamp it always decides the same. Where it
 * throws, the journal is untouched and nothing was sent.
 */
public final class ScopeDecider {
    private ScopeDecider() {}

    /** Decides, writes the journal, and answers with what is to be sent out in the same transaction. */
    public static List<Output> decide(Scope scope, ScopeProfile profile, Journal journal, Input input, Stamp stamp) {
        var transaction = new JournalTransaction(journal);
        ScopeState state = transaction.get(Tables.SCOPES, scope.text() + "|");
        boolean born = state == null;
        if (state == null) {
            state = ScopeBook.born(stamp.entropy().toString(), stamp.now());
        }
        var book = ScopeBook.open(state, stamp.now());
        var turn = new Turn(scope, profile, book, transaction);
        if (born) {
            turn.timer(Turn.SWEEP, turn.now.plus(Limits.SWEEP_EVERY));
            turn.timer(Turn.KEEP, turn.now.plus(Limits.HOUSEKEEPING_EVERY));
        }
        decide(turn, input);
        List<Output> outputs = turn.outputs();
        turn.put(Tables.SCOPES, "", book.close());
        transaction.commit();
        return outputs;
    }

    private static void decide(Turn turn, Input input) {
        if (input instanceof Input.CommandArrived arrived) Intake.onCommand(turn, arrived.envelope());
        else if (input instanceof Input.OutcomeArrived arrived) Outcomes.onOutcome(turn, arrived.outcome());
        else if (input instanceof Input.TimerFired fired) onTimer(turn, fired.timer());
        else
            throw new IllegalArgumentException(
                    "no decision for " + input.getClass().getName());
    }

    private static void onTimer(Turn turn, Timer fired) {
        String id = fired.id();
        Timer set = turn.get(Tables.TIMERS, id);
        if (set == null || !set.due().equals(fired.due())) {
            return; // Set anew or dropped since: void.
        }
        turn.noTimer(id);
        if (id.equals(Turn.WAKE)) Dispatch.run(turn);
        else if (id.equals(Turn.POLL)) Polling.onTimer(turn);
        else if (id.equals(Turn.SWEEP)) Sweeping.onTimer(turn);
        else if (id.equals(Turn.KEEP)) Housekeeping.onTimer(turn);
        else if (id.startsWith(Timers.CALL)) Calls.onTimer(turn, id.substring(Timers.CALL.length()));
        else if (id.startsWith(Timers.COMMAND)) Deadlines.onCommand(turn, id.substring(Timers.COMMAND.length()));
        else if (id.startsWith(Timers.LIFETIME)) Deadlines.onLifetime(turn, id.substring(Timers.LIFETIME.length()));
        else throw new IllegalArgumentException("no decision for timer " + id);
    }
}
