package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.ActEntry;
import dev.muster.core.state.Member;
import dev.muster.model.Verb;
import java.time.Instant;

/** Verbs on machines that wait to be batched. Terminate goes before everything else. */
final class ActQueue {
    private ActQueue() {}

    static void add(Turn turn, ActEntry entry) {
        turn.put(Tables.ACTS, lane(entry.verb()) + Turn.sortable(turn.book.number()), entry);
        Instant ready = turn.now.plus(Limits.BATCH_IDLE);
        turn.wakeBy(entry.notBefore().isAfter(ready) ? entry.notBefore() : ready);
    }

    /** Ends a machine that no instance stands for. */
    static void endStray(Turn turn, String providerId) {
        add(turn, new ActEntry(Verb.TERMINATE, new Member("", 0, providerId), turn.now, turn.now, null));
    }

    static String lane(Verb verb) {
        return switch (verb) {
            case TERMINATE -> "0/";
            case STOP -> "1/";
            case START -> "2/";
            case REBOOT -> "3/";
            case CREATE -> throw new IllegalArgumentException("a launch has lanes of its own");
        };
    }
}
