package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.Output;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Expiry;
import dev.muster.core.state.Instance;
import dev.muster.core.state.KnownKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets what nobody can ask for any more. */
final class Housekeeping {
    private Housekeeping() {}

    static void onTimer(Turn turn) {
        Map<String, Expiry> due = new LinkedHashMap<>();
        turn.<Expiry>scan(Tables.EXPIRIES, "", Turn.sortable(turn.now.toEpochMilli()), (key, expiry) -> {
            due.put(key, expiry);
            return due.size() < Limits.HOUSEKEEPING_MAX;
        });
        due.forEach((key, expiry) -> {
            turn.delete(Tables.EXPIRIES, key);
            forget(turn, expiry);
        });
        turn.book.blocks.values().removeIf(block -> block.until()
                .plus(Limits.BLOCK_MAX)
                .isBefore(turn.now));
        boolean more = due.size() == Limits.HOUSEKEEPING_MAX;
        turn.timer(Turn.KEEP, turn.now.plus(more ? Duration.ofSeconds(1) : Limits.HOUSEKEEPING_EVERY));
        if (turn.hasAny(Tables.LAUNCHES) || turn.hasAny(Tables.ACTS)) {
            turn.wakeBy(turn.now.plusMillis(1));
        }
    }

    private static void forget(Turn turn, Expiry expiry) {
        switch (expiry.what()) {
            case COMMAND -> turn.delete(Tables.COMMANDS, expiry.key());
            case KNOWN_KEY -> forgetKey(turn, expiry.key());
            case TOMBSTONE -> forgetInstance(turn, expiry.key());
        }
    }

    private static void forgetKey(Turn turn, String findKey) {
        KnownKey known = turn.get(Tables.KNOWN_KEYS, findKey);
        if (known != null && turn.get(Tables.CALLS, known.callId().toString()) != null) {
            turn.forgetAfter(Limits.KNOWN_KEY_MEMORY, Expiry.What.KNOWN_KEY, findKey);
        } else {
            turn.delete(Tables.KNOWN_KEYS, findKey);
        }
    }

    private static void forgetInstance(Turn turn, String id) {
        Instance instance = turn.instance(id);
        if (instance != null
                && instance.phase() instanceof Instance.Gone gone
                && !gone.at().plus(Limits.TOMBSTONE_MEMORY).isAfter(turn.now)) {
            turn.delete(Tables.INSTANCES, id);
            turn.send(new Output.Snapshot(instance.resource(), null));
        }
    }
}
