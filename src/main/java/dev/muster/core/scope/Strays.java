package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.ScopeState.Breaker;
import dev.muster.core.state.Sighting;
import dev.muster.core.state.Sighting.Handled;
import dev.muster.model.Event;
import dev.muster.model.Event.OrphanInstanceFound.Handling;
import dev.muster.model.LifecycleState;
import dev.muster.model.ObservedInstance;
import dev.muster.model.ScopeProfile.OrphanPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Machines that carry our mark and are bound to no instance. One whose find key is known was made by a call of ours for an
 * instance that needs it no more: it is ended at once. Any other is an orphan, and is ended only as the account allows.
 */
final class Strays {
    private Strays() {}

    /** Made by a known call of ours, and not needed. */
    static void onOurs(Turn turn, ObservedInstance row, @Nullable Sighting sighting) {
        if (isOver(row)) {
            forget(turn, row, sighting);
            return;
        }
        if (sighting == null || sighting.handled() != Handled.ENDING) {
            put(turn, row, sighting, Handled.ENDING);
            ActQueue.endStray(turn, row.providerId());
        } else if (sighting.sweeps() % Limits.ORPHAN_SWEEPS_MIN == 1) {
            // Ordered before, and still there some sweeps later: ordered again.
            put(turn, row, sighting, Handled.ENDING);
            ActQueue.endStray(turn, row.providerId());
        } else {
            put(turn, row, sighting, Handled.ENDING);
        }
    }

    /** Made by nobody we know. */
    static void onUnknown(Turn turn, ObservedInstance row, @Nullable Sighting sighting) {
        if (isOver(row)) {
            forget(turn, row, sighting);
            return;
        }
        Handled handled = sighting == null ? Handled.NOT_YET : sighting.handled();
        Sighting seen = put(turn, row, sighting, handled);
        Instant born = row.launchedAt() == null ? seen.firstSeenAt() : row.launchedAt();
        boolean ripe = seen.sweeps() >= Limits.ORPHAN_SWEEPS_MIN
                && !born.plus(Limits.ORPHAN_AGE_MIN).isAfter(turn.now);
        if (!ripe) {
            return;
        }
        boolean mayEnd = turn.profile.orphans() == OrphanPolicy.TERMINATE;
        if (handled == Handled.ENDING) {
            if (seen.sweeps() % Limits.ORPHAN_SWEEPS_MIN == 1) {
                ActQueue.endStray(turn, row.providerId());
            }
        } else if (mayEnd && passesBreaker(turn)) {
            put(turn, row, sighting, Handled.ENDING);
            report(turn, row, seen, Handling.ENDING);
            ActQueue.endStray(turn, row.providerId());
        } else if (handled == Handled.NOT_YET) {
            put(turn, row, sighting, Handled.REPORTED);
            report(turn, row, seen, mayEnd ? Handling.HELD_BY_BREAKER : Handling.REPORTED);
        }
    }

    /** A complete sweep did not show it. */
    static void onUnseen(Turn turn, String key, Sighting sighting) {
        if (sighting.absences() + 1 >= Limits.ABSENCES_BEFORE_LOOKUP) {
            turn.delete(Tables.SIGHTINGS, key);
        } else {
            turn.put(
                    Tables.SIGHTINGS,
                    key,
                    new Sighting(
                            sighting.providerId(),
                            sighting.member(),
                            sighting.rowDigest(),
                            sighting.firstSeenAt(),
                            sighting.sweeps(),
                            sighting.absences() + 1,
                            sighting.handled()));
        }
    }

    static void marked(Turn turn, String providerId, Handled handled) {
        String key = Rows.sightingKey(providerId);
        Sighting sighting = turn.get(Tables.SIGHTINGS, key);
        if (sighting != null && sighting.member() == null) {
            turn.put(
                    Tables.SIGHTINGS,
                    key,
                    new Sighting(
                            providerId,
                            null,
                            sighting.rowDigest(),
                            sighting.firstSeenAt(),
                            sighting.sweeps(),
                            sighting.absences(),
                            handled));
        }
    }

    private static boolean isOver(ObservedInstance row) {
        return row.state() == LifecycleState.TERMINATED || row.state() == LifecycleState.TERMINATING;
    }

    private static void forget(Turn turn, ObservedInstance row, @Nullable Sighting sighting) {
        if (sighting != null) {
            turn.delete(Tables.SIGHTINGS, Rows.sightingKey(row.providerId()));
        }
    }

    private static Sighting put(Turn turn, ObservedInstance row, @Nullable Sighting sighting, Handled handled) {
        var next = new Sighting(
                row.providerId(),
                null,
                row.digest(),
                sighting == null ? turn.now : sighting.firstSeenAt(),
                sighting == null ? 1 : sighting.sweeps() + 1,
                0,
                handled);
        turn.put(Tables.SIGHTINGS, Rows.sightingKey(row.providerId()), next);
        return next;
    }

    private static boolean passesBreaker(Turn turn) {
        Breaker breaker = turn.book.breaker;
        if (breaker == null || !breaker.since().plus(Duration.ofHours(1)).isAfter(turn.now)) {
            breaker = new Breaker(turn.now, 0);
        }
        int[] known = {0};
        turn.<Sighting>scan(Tables.SIGHTINGS, "", (key, sighting) -> {
            known[0]++;
            return true;
        });
        int max = Math.max(Limits.ORPHANS_ENDED_MAX, (int) (known[0] * Limits.ORPHANS_ENDED_SHARE));
        if (breaker.ended() >= max) {
            return false;
        }
        turn.book.breaker = new Breaker(breaker.since(), breaker.ended() + 1);
        return true;
    }

    private static void report(Turn turn, ObservedInstance row, Sighting seen, Handling handling) {
        turn.tell(new Event.OrphanInstanceFound(
                turn.finding(), row.providerId(), row.rawState(), seen.firstSeenAt(), handling));
    }
}
