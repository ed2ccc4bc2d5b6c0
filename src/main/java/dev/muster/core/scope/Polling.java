package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.instance.InstanceInput;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Action;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.Member;
import dev.muster.core.state.OpenCall;
import dev.muster.core.state.OpenCall.Purpose;
import dev.muster.core.state.Sighting;
import dev.muster.core.state.Watched;
import dev.muster.model.Call;
import dev.muster.model.ObservationSource;
import dev.muster.model.ObservedInstance;
import dev.muster.model.Outcome;
import dev.muster.model.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks after instances in a passing state: asks the provider, at first often, and minds that nobody waits for ever. */
final class Polling {
    private Polling() {}

    /** Something has begun to change: look soon, and then less and less often. */
    static void soon(Turn turn) {
        turn.book.pollIntervalMs = Limits.POLL_MIN.toMillis();
        turn.timerBy(Turn.POLL, turn.now.plus(Limits.POLL_MIN));
    }

    static void onTimer(Turn turn) {
        var watched = new ArrayList<String>();
        turn.<Watched>scan(Tables.WATCHED, "", (id, since) -> watched.add(id));
        if (watched.isEmpty()) {
            turn.book.pollIntervalMs = Limits.POLL_MIN.toMillis();
            return;
        }
        Duration interval = Duration.ofMillis(turn.book.pollIntervalMs);
        turn.timer(Turn.POLL, turn.now.plus(interval));
        turn.book.pollIntervalMs = Math.min(Limits.POLL_MAX.toMillis(), turn.book.pollIntervalMs * 3 / 2);
        for (String id : watched) {
            Instance instance = turn.instance(id);
            if (instance != null) {
                Instances.apply(turn, instance, new InstanceInput.PatienceChecked());
            }
        }
        if (!isOpen(turn, Purpose.POLL)) {
            read(turn, machinesOf(turn, watched));
        }
    }

    /** Looks for machines that two sweeps did not show. */
    static void lookUp(Turn turn, List<String> providerIds) {
        int max = turn.profile.batchMax(Call.Kind.DESCRIBE);
        for (int from = 0; from < providerIds.size(); from += max) {
            if (Calls.room(turn, Call.Kind.DESCRIBE, 1) > 0) {
                var part = providerIds.subList(from, Math.min(providerIds.size(), from + max));
                Calls.open(turn, new Call.Describe(part), Purpose.LOOKUP, List.of(), null, null, null);
            }
        }
    }

    static void onOutcome(Turn turn, OpenCall call, Outcome outcome) {
        Calls.close(turn, call);
        if (outcome.outcomeClass() != Outcome.Class.OK) {
            return; // Proves nothing; the timer asks again.
        }
        Rows.applyAll(turn, outcome, ObservationSource.POLL);
        if (!outcome.complete()) {
            return;
        }
        Set<String> shown = new HashSet<>();
        outcome.rows().stream().map(ObservedInstance::providerId).forEach(shown::add);
        for (Member member : call.members()) {
            if (member.providerId() != null && !shown.contains(member.providerId())) {
                onAbsent(turn, member, outcome);
            }
        }
        if (call.call() instanceof Call.Describe describe && call.purpose() == Purpose.LOOKUP) {
            describe.providerIds().stream().filter(id -> !shown.contains(id)).forEach(id -> onNotFound(turn, id));
        }
    }

    /** A poll does not show it. That counts only where the provider has already agreed to end it. */
    private static void onAbsent(Turn turn, Member member, Outcome outcome) {
        Instance instance = Instances.of(turn, member);
        if (instance != null
                && instance.phase() instanceof Live live
                && live.action() != null
                && live.action().verb() == Verb.TERMINATE
                && live.action().stage() == Action.Stage.ACCEPTED
                && live.action().since().plus(Limits.CLOCK_SKEW_MAX).isBefore(outcome.startedAt())) {
            Instances.apply(turn, instance, new InstanceInput.Unseen(false));
        }
    }

    /** Two sweeps and a look by id did not show it: it is gone. */
    private static void onNotFound(Turn turn, String providerId) {
        Sighting sighting = turn.get(Tables.SIGHTINGS, Rows.sightingKey(providerId));
        Instance instance =
                sighting == null || sighting.member() == null ? null : Instances.of(turn, sighting.member());
        if (instance != null
                && instance.phase() instanceof Live live
                && live.absences() >= Limits.ABSENCES_BEFORE_LOOKUP) {
            Instances.apply(turn, instance, new InstanceInput.Unseen(true));
        }
    }

    private static List<Member> machinesOf(Turn turn, List<String> watched) {
        var members = new ArrayList<Member>();
        for (String id : watched) {
            Instance instance = turn.instance(id);
            if (instance != null && instance.phase() instanceof Live live) {
                members.add(
                        new Member(id, instance.generation(), live.identity().providerId()));
            }
        }
        return members;
    }

    private static void read(Turn turn, List<Member> members) {
        if (members.isEmpty()) {
            return;
        }
        boolean byId = members.size() <= Math.min(Limits.POLL_BY_ID_MAX, turn.profile.batchMax(Call.Kind.DESCRIBE));
        Call.Kind kind = byId ? Call.Kind.DESCRIBE : Call.Kind.SWEEP;
        if (Calls.room(turn, kind, 1) == 0) {
            return;
        }
        List<String> ids = members.stream().map(Member::providerId).toList();
        Call call = byId ? new Call.Describe(ids) : Sweeping.call(turn);
        Calls.open(turn, call, Purpose.POLL, byId ? members : List.of(), null, null, null);
    }

    static boolean isOpen(Turn turn, Purpose purpose) {
        boolean[] open = {false};
        turn.<OpenCall>scan(Tables.CALLS, "", (key, call) -> {
            open[0] = call.purpose() == purpose;
            return !open[0];
        });
        return open[0];
    }
}
