package dev.muster.core.scope;

import dev.muster.core.Identifiers;
import dev.muster.core.Limits;
import dev.muster.core.admission.Refusals;
import dev.muster.core.instance.InstanceInput;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.Expiry;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Waiting;
import dev.muster.core.state.KnownKey;
import dev.muster.core.state.LaunchEntry;
import dev.muster.core.state.Member;
import dev.muster.core.state.OpenCall.Purpose;
import dev.muster.model.Call;
import dev.muster.model.LaunchTemplate.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Forms launch calls: one lane holds launches that may share a call, lanes take turns, and a batch is journaled before
 * it is sent and never changed after.
 */
final class LaunchBatches {
    private LaunchBatches() {}

    static void form(Turn turn) {
        for (int formed = 0; formed < Limits.LAUNCHES_PER_PASS_MAX; formed++) {
            if (!formNext(turn)) {
                return;
            }
        }
        turn.wakeBy(turn.now.plusMillis(1));
    }

    /** Forms one call from the first lane, after the one served last, that is ready; false if none is, or nothing may go. */
    private static boolean formNext(Turn turn) {
        for (String lane : lanesInTurn(turn)) {
            Lane gathered = gather(turn, lane);
            if (gathered.members == 0) {
                continue;
            }
            if (gathered.due().isAfter(turn.now)) {
                turn.wakeBy(gathered.due());
                continue;
            }
            turn.waited(Call.Kind.LAUNCH, gathered.oldest);
            int room = Calls.room(turn, Call.Kind.LAUNCH, gathered.members);
            if (room == 0) {
                return false;
            }
            turn.book.laneAfter = lane;
            open(turn, gathered, room);
            return true;
        }
        return false;
    }

    private static List<String> lanesInTurn(Turn turn) {
        var lanes = new ArrayList<String>();
        String[] from = {""};
        boolean[] found = {true};
        while (found[0] && lanes.size() < Limits.LAUNCHES_PER_PASS_MAX) {
            found[0] = false;
            turn.<LaunchEntry>scan(Tables.LAUNCHES, from[0], String.valueOf(Character.MAX_VALUE), (key, entry) -> {
                String lane = key.substring(0, key.indexOf('/') + 1);
                lanes.add(lane);
                from[0] = lane + Character.MAX_VALUE;
                found[0] = true;
                return false;
            });
        }
        int after = 0;
        while (after < lanes.size() && lanes.get(after).compareTo(turn.book.laneAfter) <= 0) {
            after++;
        }
        java.util.Collections.rotate(lanes, -after);
        return lanes;
    }

    /** Takes a lane's entries up to a full batch, dropping members that are no longer wanted. */
    private static Lane gather(Turn turn, String lane) {
        int max = turn.profile.batchMax(Call.Kind.LAUNCH);
        var gathered = new Lane(max);
        var kept = new ArrayList<Queued>();
        turn.<LaunchEntry>scan(Tables.LAUNCHES, lane, (key, entry) -> {
            if (entry.notBefore().isAfter(turn.now)) {
                turnBy(gathered, entry.notBefore());
                return true;
            }
            kept.add(new Queued(key, entry));
            gathered.members += entry.members().size();
            return gathered.members < max;
        });
        gathered.members = 0;
        kept.forEach(queued -> keep(turn, gathered, queued));
        if (gathered.later != null) {
            turn.wakeBy(gathered.later);
        }
        return gathered;
    }

    private static void turnBy(Lane lane, Instant due) {
        lane.later = lane.later == null || due.isBefore(lane.later) ? due : lane.later;
    }

    private static void keep(Turn turn, Lane lane, Queued queued) {
        LaunchEntry entry = queued.entry();
        List<Member> wanted = entry.members().stream()
                .filter(member -> isStillWanted(turn, member))
                .toList();
        if (entry.deadline() != null && !entry.deadline().isAfter(turn.now)) {
            turn.delete(Tables.LAUNCHES, queued.key());
            LaunchQueue.giveUp(turn, wanted, Refusals.deadlinePassed());
            return;
        }
        int open = LaunchQueue.firstOpen(turn, entry, entry.candidate());
        if (open > entry.candidate()) {
            turn.delete(Tables.LAUNCHES, queued.key());
            LaunchQueue.add(
                    turn,
                    LaunchQueue.with(
                            entry, wanted, open, entry.round(), entry.enqueuedAt(), entry.notBefore(), entry.split()));
            return;
        }
        if (wanted.isEmpty()) {
            turn.delete(Tables.LAUNCHES, queued.key());
            return;
        }
        lane.take(
                queued.key(),
                LaunchQueue.with(
                        entry,
                        wanted,
                        entry.candidate(),
                        entry.round(),
                        entry.enqueuedAt(),
                        entry.notBefore(),
                        entry.split()));
    }

    private static boolean isStillWanted(Turn turn, Member member) {
        Instance instance = Instances.of(turn, member);
        return instance != null && instance.phase() instanceof Waiting && instance.ending() == null;
    }

    private static void open(Turn turn, Lane lane, int room) {
        var members = new ArrayList<Member>();
        LaunchEntry first = lane.entries.get(0).entry();
        for (Queued queued : lane.entries) {
            List<Member> waiting = queued.entry().members();
            int taken = Math.min(room - members.size(), waiting.size());
            members.addAll(waiting.subList(0, taken));
            LaunchEntry entry = queued.entry();
            if (taken == waiting.size()) {
                turn.delete(Tables.LAUNCHES, queued.key());
            } else {
                turn.put(
                        Tables.LAUNCHES,
                        queued.key(),
                        LaunchQueue.with(
                                entry,
                                waiting.subList(taken, waiting.size()),
                                entry.candidate(),
                                entry.round(),
                                entry.enqueuedAt(),
                                entry.notBefore(),
                                entry.split()));
            }
        }
        launch(turn, first, members);
    }

    private static void launch(Turn turn, LaunchEntry entry, List<Member> members) {
        Candidate candidate = entry.template().candidates().get(entry.candidate());
        UUID callId = turn.mint("launch");
        String digest =
                Identifiers.token(CandidatePlan.canonical(entry.template()) + "|" + candidate + "|" + members.size());
        String findKey = findKey(turn, callId, digest);
        var call = new Call.Launch(findKey, turn.ownership(), entry.template(), candidate, 1, members.size());
        turn.put(Tables.KNOWN_KEYS, findKey, new KnownKey(callId, members));
        turn.forgetAfter(Limits.KNOWN_KEY_MEMORY, Expiry.What.KNOWN_KEY, findKey);
        for (int index = 0; index < members.size(); index++) {
            Instance instance = Instances.of(turn, members.get(index));
            if (instance != null) {
                Instances.apply(turn, instance, new InstanceInput.LaunchOpened(callId, index));
            }
        }
        var origin =
                LaunchQueue.with(entry, List.of(), entry.candidate(), entry.round(), turn.now, turn.now, entry.split());
        Calls.open(turn, call, callId, Purpose.LAUNCH, members, null, origin, entry.traceparent());
    }

    /** The client token, or where there are none the machine's name; both hang on the journal and the parameters alone. */
    private static String findKey(Turn turn, UUID callId, String digest) {
        String token = Identifiers.token(turn.book.deploymentId + "|" + callId + "|" + digest);
        return turn.profile.tokens() ? token : "muster-" + token.substring(0, 40);
    }

    private record Queued(String key, LaunchEntry entry) {}

    /** What is ready in one lane. */
    private static final class Lane {
        final List<Queued> entries = new ArrayList<>();
        final int max;
        int members;

        @org.jspecify.annotations.Nullable
        Instant later;

        private Instant oldest = Instant.MAX;
        private Instant youngest = Instant.MIN;

        Lane(int max) {
            this.max = max;
        }

        void take(String key, LaunchEntry entry) {
            entries.add(new Queued(key, entry));
            members += entry.members().size();
            oldest = entry.enqueuedAt().isBefore(oldest) ? entry.enqueuedAt() : oldest;
            youngest = entry.enqueuedAt().isAfter(youngest) ? entry.enqueuedAt() : youngest;
        }

        Instant due() {
            if (members >= max) {
                return Instant.MIN;
            }
            Instant idle = youngest.plus(Limits.BATCH_IDLE);
            Instant aged = oldest.plus(Limits.BATCH_AGE_MAX);
            return idle.isBefore(aged) ? idle : aged;
        }
    }
}
