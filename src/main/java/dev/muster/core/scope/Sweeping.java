package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.instance.InstanceInput;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.OpenCall;
import dev.muster.core.state.OpenCall.Purpose;
import dev.muster.core.state.Sighting;
import dev.muster.model.Call;
import dev.muster.model.ObservationSource;
import dev.muster.model.ObservedInstance;
import dev.muster.model.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The full listing of what is ours, by which vanished machines, strays and outside changes are found. We send digests of
 * what we know, bucket by bucket, and only buckets that differ come back.
 */
final class Sweeping {
    private Sweeping() {}

    static void onTimer(Turn turn) {
        double jitter = (Backoff.jitter(turn.scope.text() + turn.book.number()) * 2 - 1) * Limits.SWEEP_JITTER;
        Duration wait = Duration.ofMillis((long) (Limits.SWEEP_EVERY.toMillis() * (1 + jitter)));
        turn.timer(Turn.SWEEP, turn.now.plus(wait));
        if (!Polling.isOpen(turn, Purpose.SWEEP) && Calls.room(turn, Call.Kind.SWEEP, 1) > 0) {
            Calls.open(turn, call(turn), Purpose.SWEEP, List.of(), null, null, null);
        }
    }

    /** Unbound machines are left out of the digests, so that they come back, and are counted, each time. */
    static Call.Sweep call(Turn turn) {
        var digests = new Long[ObservedInstance.BUCKETS];
        java.util.Arrays.fill(digests, 0L);
        turn.<Sighting>scan(Tables.SIGHTINGS, "", (key, sighting) -> {
            if (sighting.member() != null) {
                int bucket = Integer.parseInt(key.substring(0, 2), 16);
                digests[bucket] ^= sighting.rowDigest();
            }
            return true;
        });
        return new Call.Sweep(turn.ownership(), List.of(digests));
    }

    static void onOutcome(Turn turn, OpenCall call, Outcome outcome) {
        if (outcome.outcomeClass() != Outcome.Class.OK) {
            Calls.close(turn, call);
            return; // Proves nothing; the next one will.
        }
        Rows.applyAll(turn, outcome, ObservationSource.POLL);
        if (outcome.complete()) {
            absences(turn, outcome);
        }
        if (!outcome.more()) {
            Calls.close(turn, call);
        }
    }

    private static void absences(Turn turn, Outcome outcome) {
        Set<String> shown = new HashSet<>();
        outcome.rows().stream().map(ObservedInstance::providerId).forEach(shown::add);
        var lookUps = new ArrayList<String>();
        for (int bucket : outcome.buckets()) {
            Map<String, Sighting> missing = new TreeMap<>();
            turn.<Sighting>scan(Tables.SIGHTINGS, Rows.bucketPrefix(bucket), (key, sighting) -> {
                if (!shown.contains(sighting.providerId()) && isOlder(sighting, outcome)) {
                    missing.put(key, sighting);
                }
                return true;
            });
            missing.forEach((key, sighting) -> onMissing(turn, key, sighting, lookUps));
        }
        if (!lookUps.isEmpty()) {
            Polling.lookUp(turn, lookUps);
        }
    }

    /** A machine we learned of after the listing began is none that the listing hides. */
    private static boolean isOlder(Sighting sighting, Outcome outcome) {
        return sighting.firstSeenAt().plus(Limits.CLOCK_SKEW_MAX).isBefore(outcome.startedAt());
    }

    private static void onMissing(Turn turn, String key, Sighting sighting, List<String> lookUps) {
        Instance instance = sighting.member() == null ? null : Instances.of(turn, sighting.member());
        if (instance == null || instance.isGone()) {
            Strays.onUnseen(turn, key, sighting);
        } else if (instance.phase() instanceof Live live && !isYoung(turn, live)) {
            Instances.apply(turn, instance, new InstanceInput.Unseen(false));
            if (live.absences() + 1 >= Limits.ABSENCES_BEFORE_LOOKUP) {
                lookUps.add(sighting.providerId());
            }
        }
    }

    private static boolean isYoung(Turn turn, Live live) {
        return live.identity().boundAt().plus(Limits.VISIBLE_WITHIN).isAfter(turn.now);
    }
}
