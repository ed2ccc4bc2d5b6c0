package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.instance.InstanceInput;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.ActEntry;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Action;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.Member;
import dev.muster.core.state.OpenCall.Purpose;
import dev.muster.model.Call;
import dev.muster.model.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Forms calls that terminate, stop, start or reboot many machines at once. */
final class ActBatches {
    private static final List<Verb> ORDER = List.of(Verb.TERMINATE, Verb.STOP, Verb.START, Verb.REBOOT);

    private ActBatches() {}

    static void form(Turn turn) {
        if (!turn.hasAny(Tables.ACTS)) {
            return; // Mostly: one look at the store instead of one for each verb.
        }
        for (Verb verb : ORDER) {
            boolean more = true;
            while (more) {
                more = formOne(turn, verb);
            }
        }
    }

    /** Answers whether there may be another full batch right behind this one. */
    private static boolean formOne(Turn turn, Verb verb) {
        Call.Kind kind = Call.Kind.of(verb);
        int max = turn.profile.batchMax(kind);
        var ready = new ArrayList<Queued>();
        var later = new ArrayList<Instant>();
        turn.<ActEntry>scan(Tables.ACTS, ActQueue.lane(verb), (key, entry) -> {
            if (entry.notBefore().isAfter(turn.now)) {
                later.add(entry.notBefore());
            } else {
                ready.add(new Queued(key, entry));
            }
            return ready.size() < max;
        });
        later.stream().min(Instant::compareTo).ifPresent(turn::wakeBy);
        if (ready.isEmpty()) {
            return false;
        }
        Instant due = windowEnd(ready, max);
        if (due.isAfter(turn.now)) {
            turn.wakeBy(due);
            return false;
        }
        turn.waited(kind, oldest(ready));
        int room = Calls.room(turn, kind, ready.size());
        if (room == 0) {
            return false;
        }
        open(turn, verb, ready.subList(0, Math.min(room, ready.size())));
        return ready.size() == max;
    }

    private static Instant windowEnd(List<Queued> ready, int max) {
        if (ready.size() >= max) {
            return Instant.MIN;
        }
        Instant youngest = ready.get(0).entry().enqueuedAt();
        for (Queued queued : ready) {
            Instant at = queued.entry().enqueuedAt();
            youngest = at.isAfter(youngest) ? at : youngest;
        }
        Instant idle = youngest.plus(Limits.BATCH_IDLE);
        Instant aged = oldest(ready).plus(Limits.BATCH_AGE_MAX);
        return idle.isBefore(aged) ? idle : aged;
    }

    private static Instant oldest(List<Queued> ready) {
        Instant oldest = ready.get(0).entry().enqueuedAt();
        for (Queued queued : ready) {
            Instant at = queued.entry().enqueuedAt();
            oldest = at.isBefore(oldest) ? at : oldest;
        }
        return oldest;
    }

    private static void open(Turn turn, Verb verb, List<Queued> batch) {
        var members = new ArrayList<Member>();
        var ids = new ArrayList<String>();
        String traceparent = null;
        for (Queued queued : batch) {
            turn.delete(Tables.ACTS, queued.key());
            Member member = queued.entry().member();
            if (isStillWanted(turn, verb, member)
                    && member.providerId() != null
                    && !ids.contains(member.providerId())) {
                members.add(member);
                ids.add(member.providerId());
                traceparent = traceparent == null ? queued.entry().traceparent() : traceparent;
                markCalled(turn, verb, member);
            }
        }
        if (!members.isEmpty()) {
            Calls.open(turn, new Call.Act(Call.Kind.of(verb), ids), Purpose.ACT, members, null, null, traceparent);
        }
    }

    private static boolean isStillWanted(Turn turn, Verb verb, Member member) {
        if (member.instance().isEmpty()) {
            return true;
        }
        Instance instance = Instances.of(turn, member);
        return instance != null
                && instance.phase() instanceof Live live
                && live.action() != null
                && live.action().verb() == verb
                && live.action().stage() == Action.Stage.QUEUED;
    }

    private static void markCalled(Turn turn, Verb verb, Member member) {
        Instance instance = Instances.of(turn, member);
        if (instance != null) {
            Instances.apply(turn, instance, new InstanceInput.ActCalled(verb));
        }
    }

    private record Queued(String key, ActEntry entry) {}
}
