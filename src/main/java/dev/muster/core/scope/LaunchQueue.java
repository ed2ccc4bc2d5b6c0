package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.instance.InstanceInput;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Instance;
import dev.muster.core.state.LaunchEntry;
import dev.muster.core.state.Member;
import dev.muster.core.state.OpenCall;
import dev.muster.core.state.ScopeState.Block;
import dev.muster.model.Failure;
import dev.muster.model.LaunchTemplate.Candidate;
import java.time.Instant;
import java.util.List;

/** Instances that wait to be launched, and where they go when a launch ends without them. */
final class LaunchQueue {
    private LaunchQueue() {}

    static void add(Turn turn, LaunchEntry entry) {
        if (entry.members().isEmpty()) {
            return;
        }
        String key = Creations.lane(entry) + "/" + Turn.sortable(turn.book.number());
        turn.put(Tables.LAUNCHES, key, entry);
        Instant ready = turn.now.plus(Limits.BATCH_IDLE);
        turn.wakeBy(entry.notBefore().isAfter(ready) ? entry.notBefore() : ready);
    }

    /** Sends the members of an ended call back to wait, for the same candidate. */
    static void again(Turn turn, OpenCall call, List<Member> members, Instant notBefore) {
        LaunchEntry from = entryOf(call);
        requeue(turn, with(from, members, from.candidate(), from.round(), turn.now, notBefore, from.split()));
    }

    /** Sends them back in two halves: together they hit a quota. */
    static void halves(Turn turn, OpenCall call, List<Member> members) {
        LaunchEntry from = entryOf(call);
        int half = members.size() / 2;
        unfill(turn, members);
        for (List<Member> part : List.of(members.subList(0, half), members.subList(half, members.size()))) {
            // A lane of its own for each half, else they would be batched together again.
            String split = Long.toString(turn.book.number());
            add(turn, with(from, part, from.candidate(), from.round(), turn.now, turn.now, split));
        }
    }

    /** Whether there is another candidate, or a deadline that leaves time for another round. */
    static boolean hasElsewhere(Turn turn, OpenCall call) {
        LaunchEntry from = entryOf(call);
        return firstOpen(turn, from, from.candidate() + 1) >= 0
                || from.deadline() != null && nextRound(turn, call).isBefore(from.deadline());
    }

    /** The candidate had no capacity: on to the next, or, after the last, around again while a deadline allows it. */
    static void elsewhere(Turn turn, OpenCall call, List<Member> members, Failure failure) {
        LaunchEntry from = entryOf(call);
        int next = firstOpen(turn, from, from.candidate() + 1);
        if (next >= 0) {
            requeue(turn, with(from, members, next, from.round(), turn.now, turn.now, from.split()));
            return;
        }
        Instant again = nextRound(turn, call);
        if (from.deadline() != null && again.isBefore(from.deadline())) {
            requeue(turn, with(from, members, 0, from.round() + 1, turn.now, again, from.split()));
        } else {
            giveUp(turn, members, failure);
        }
    }

    private static Instant nextRound(Turn turn, OpenCall call) {
        return turn.now.plus(
                Backoff.round(entryOf(call).round() + 1, call.callId().toString()));
    }

    static void giveUp(Turn turn, List<Member> members, Failure failure) {
        for (Member member : members) {
            Instance instance = Instances.of(turn, member);
            if (instance != null) {
                Instances.apply(turn, instance, new InstanceInput.LaunchGivenUp(failure));
            }
        }
    }

    /** The first candidate from {@code from} on that is not avoided at present; -1 if there is none. */
    static int firstOpen(Turn turn, LaunchEntry entry, int from) {
        List<Candidate> candidates = entry.template().candidates();
        if (turn.book.blocks.isEmpty()) {
            return from < candidates.size() ? from : -1;
        }
        for (int index = from; index < candidates.size(); index++) {
            Block block = turn.book.blocks.get(
                    CandidatePlan.offering(candidates.get(index), turn.scope).format());
            if (block == null || !block.until().isAfter(turn.now)) {
                return index;
            }
        }
        return -1;
    }

    static LaunchEntry with(
            LaunchEntry from,
            List<Member> members,
            int candidate,
            int round,
            Instant enqueuedAt,
            Instant notBefore,
            String split) {
        return new LaunchEntry(
                from.template(),
                members,
                candidate,
                round,
                enqueuedAt,
                notBefore,
                from.deadline(),
                split,
                from.traceparent());
    }

    private static void requeue(Turn turn, LaunchEntry entry) {
        unfill(turn, entry.members());
        add(turn, entry);
    }

    private static void unfill(Turn turn, List<Member> members) {
        for (Member member : members) {
            Instance instance = Instances.of(turn, member);
            if (instance != null) {
                Instances.apply(turn, instance, new InstanceInput.LaunchUnfilled());
            }
        }
    }

    private static LaunchEntry entryOf(OpenCall call) {
        if (call.entry() == null) {
            throw new IllegalStateException("call " + call.callId() + " is no launch");
        }
        return call.entry();
    }
}
