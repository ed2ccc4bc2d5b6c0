package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.Output;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.LaunchEntry;
import dev.muster.core.state.Member;
import dev.muster.core.state.OpenCall;
import dev.muster.core.state.OpenCall.Purpose;
import dev.muster.core.state.OpenCall.Stage;
import dev.muster.core.state.ScopeState.Circuit;
import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.ScopeProfile.BucketSpec;
import dev.muster.model.ScopeProfile.Charge;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are owed: journaled, issued when limits allow, and driven again by a journaled timer when nothing is heard.
 * Effects are hints; what stands here is the truth.
 */
final class Calls {
    private Calls() {}

    /** Journals and issues a call for which {@link #room} was found. */
    static void open(
            Turn turn,
            Call call,
            Purpose purpose,
            List<Member> members,
            @Nullable UUID parent,
            @Nullable LaunchEntry entry,
            @Nullable String traceparent) {
        open(turn, call, turn.mint("call"), purpose, members, parent, entry, traceparent);
    }

    static void open(
            Turn turn,
            Call call,
            UUID callId,
            Purpose purpose,
            List<Member> members,
            @Nullable UUID parent,
            @Nullable LaunchEntry entry,
            @Nullable String traceparent) {
        issue(turn, owed(turn, call, callId, purpose, members, 0, parent, entry, traceparent));
    }

    /** Journals a call to be issued as soon as limits allow. */
    static void owe(Turn turn, Call call, Purpose purpose, List<Member> members, int tries, @Nullable String trace) {
        OpenCall owed = owed(turn, call, turn.mint("call"), purpose, members, tries, null, null, trace);
        waitUntil(turn, owed, turn.now);
    }

    private static OpenCall owed(
            Turn turn,
            Call call,
            UUID callId,
            Purpose purpose,
            List<Member> members,
            int tries,
            @Nullable UUID parent,
            @Nullable LaunchEntry entry,
            @Nullable String traceparent) {
        return new OpenCall(
                callId,
                call,
                Stage.WAITING,
                0,
                tries,
                members,
                turn.now,
                turn.now,
                turn.now,
                turn.now,
                null,
                purpose,
                parent,
                entry,
                null,
                traceparent);
    }

    /**
     * How many resources a call of a kind may have right now, at most {@code wanted}; 0 if it must wait, and then the scope
     * is woken when it need not any more.
     */
    static int room(Turn turn, Call.Kind kind, int wanted) {
        boolean full = kind.isMutating()
                ? turn.book.mutatingOpen >= Limits.MUTATING_CALLS_MAX
                : turn.book.readsOpen >= Limits.READ_CALLS_MAX;
        if (full) {
            return 0; // The outcome that frees a place wakes the scope.
        }
        Circuit circuit = turn.book.circuit;
        if (circuit != null && circuit.until().isAfter(turn.now)) {
            turn.wakeBy(circuit.until());
            return 0;
        }
        int room = Math.min(wanted, turn.profile.batchMax(kind));
        for (Cost cost : costs(turn, kind)) {
            RateLimit limit = limit(turn, cost.bucket());
            int available = limit.available(turn.now) - cost.perCall();
            if (available < (cost.perItem() ? 1 : 0)) {
                turn.wakeBy(limit.earliest(cost.perCall() + (cost.perItem() ? 1 : 0), turn.now));
                return 0;
            }
            room = cost.perItem() ? Math.min(room, available) : room;
        }
        return room;
    }

    /** When a call of this very size may be issued; now if at once. */
    private static Instant earliest(Turn turn, Call call) {
        Instant when = turn.now;
        Circuit circuit = turn.book.circuit;
        if (circuit != null && circuit.until().isAfter(when)) {
            when = circuit.until();
        }
        boolean full = call.kind().isMutating()
                ? turn.book.mutatingOpen >= Limits.MUTATING_CALLS_MAX
                : turn.book.readsOpen >= Limits.READ_CALLS_MAX;
        if (full) {
            when = when.plusMillis(500);
        }
        for (Cost cost : costs(turn, call.kind())) {
            Instant free = limit(turn, cost.bucket()).earliest(cost.of(call), turn.now);
            when = free.isAfter(when) ? free : when;
        }
        return when;
    }

    /** What a call of a kind takes from each bucket; a kind may be charged to one bucket more than once. */
    private static List<Cost> costs(Turn turn, Call.Kind kind) {
        var costs = new LinkedHashMap<String, Cost>();
        for (Charge charge : turn.profile.charges().getOrDefault(kind, List.of())) {
            var cost = new Cost(charge.bucket(), charge.perItem() ? 0 : 1, charge.perItem());
            costs.merge(charge.bucket(), cost, Cost::plus);
        }
        return List.copyOf(costs.values());
    }

    private static RateLimit limit(Turn turn, String bucket) {
        BucketSpec spec = turn.profile.buckets().get(bucket);
        if (spec == null) {
            throw new IllegalStateException("the profile charges to a bucket it does not have: " + bucket);
        }
        return new RateLimit(spec, turn.book.buckets.get(bucket));
    }

    /** Sends the next attempt out. Whoever calls this has seen to the limits. */
    static void issue(Turn turn, OpenCall call) {
        for (Cost cost : costs(turn, call.call().kind())) {
            turn.book.buckets.put(cost.bucket(), limit(turn, cost.bucket()).take(cost.of(call.call()), turn.now));
        }
        occupy(turn, call, 1);
        probe(turn);
        Instant notAfter = turn.now.plus(Limits.LEASE);
        Instant redrive = turn.now.plus(Limits.REDRIVE_AFTER);
        OpenCall issued = CallSteps.issued(call, turn.now, notAfter, redrive);
        turn.put(Tables.CALLS, call.callId().toString(), issued);
        turn.timer(Timers.call(call.callId()), redrive);
        turn.send(new Output.Effect(new Effect(
                call.callId(),
                issued.attempt(),
                turn.scope,
                turn.now,
                notAfter,
                turn.profile.callTimeout(),
                call.traceparent(),
                Effect.EXECUTOR_VERSION,
                call.call())));
    }

    /** Behind an open circuit whose time is over, one call goes out as a probe; the others wait for what it finds. */
    private static void probe(Turn turn) {
        Circuit circuit = turn.book.circuit;
        if (circuit != null) {
            turn.book.circuit = new Circuit(turn.now.plus(Limits.CIRCUIT_OPEN), circuit.code());
        }
    }

    /** Leaves the call to wait; its timer issues it. An issued one gives its place back. */
    static void waitUntil(Turn turn, OpenCall call, Instant when) {
        release(turn, call);
        turn.put(Tables.CALLS, call.callId().toString(), CallSteps.waiting(call, when));
        turn.timer(Timers.call(call.callId()), when);
    }

    static void close(Turn turn, OpenCall call) {
        release(turn, call);
        turn.delete(Tables.CALLS, call.callId().toString());
        turn.noTimer(Timers.call(call.callId()));
    }

    /** No executor can make this call take effect after this instant. */
    static Instant safeAfter(Turn turn, OpenCall call) {
        return call.lastNotAfter().plus(turn.profile.callTimeout()).plus(Limits.CLOCK_SKEW_MAX);
    }

    static void onTimer(Turn turn, String callId) {
        OpenCall call = turn.get(Tables.CALLS, callId);
        if (call == null) {
            return;
        }
        switch (call.stage()) {
            case WAITING -> issueIfRoom(turn, call);
            case ISSUED -> onSilence(turn, call);
            case SEARCHING -> Searches.onTimer(turn, call);
        }
    }

    private static void issueIfRoom(Turn turn, OpenCall call) {
        if (call.purpose() == Purpose.ACT && ActOutcomes.isOutOfTime(turn, call)) {
            return;
        }
        Instant when = earliest(turn, call.call());
        if (when.isAfter(turn.now)) {
            waitUntil(turn, call, when);
        } else {
            issue(turn, call);
        }
    }

    /** Nothing was heard of an issued call: the effect or its outcome was lost, or the executor is slow. */
    private static void onSilence(Turn turn, OpenCall call) {
        turn.count(Output.Counter.CALL_REDRIVEN);
        switch (call.purpose()) {
            case LAUNCH -> LaunchOutcomes.inDoubt(turn, call);
            case ACT -> ActOutcomes.inDoubt(turn, call, null);
            case POLL, SWEEP, LOOKUP, SEARCH -> close(turn, call);
        }
    }

    private static void release(Turn turn, OpenCall call) {
        if (call.stage() == Stage.ISSUED) {
            occupy(turn, call, -1);
            turn.wakeBy(turn.now.plus(Duration.ofMillis(1)));
        }
    }

    private static void occupy(Turn turn, OpenCall call, int places) {
        if (call.call().kind().isMutating()) {
            turn.book.mutatingOpen += places;
        } else {
            turn.book.readsOpen += places;
        }
    }

    private record Cost(String bucket, int perCall, boolean perItem) {
        Cost plus(Cost other) {
            return new Cost(bucket, perCall + other.perCall, perItem || other.perItem);
        }

        int of(Call call) {
            return perCall + (perItem ? call.size() : 0);
        }
    }
}
