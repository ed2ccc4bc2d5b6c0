package dev.muster.provider.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Every machine the cloud has, and the passing of time over them. What falls due is done in the order of its instants, so
 * a state as of any instant does not depend on how often anyone looked.
 */
final class Fleet {
    private final SandboxProfile profile;
    private final SandboxTuning.Timings timings;
    private final RandomGenerator random;
    private final Pools pools;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Map<String, List<Machine>> byFindKey = new HashMap<>();
    private final Map<String, Integer> madeByFindKey = new HashMap<>();
    private final PriorityQueue<Wake> agenda = new PriorityQueue<>();
    private final List<Machine> changed = new ArrayList<>();
    private boolean keepsChanges;
    private long made;
    private Instant now = Instant.MIN;

    private record Wake(Instant at, long ordinal, Machine machine) implements Comparable<Wake> {
        @Override
        public int compareTo(Wake other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(ordinal, other.ordinal) : byTime;
        }
    }

    Fleet(SandboxProfile profile, SandboxTuning.Timings timings, Pools pools, RandomGenerator random) {
        this.profile = profile;
        this.timings = timings;
        this.pools = pools;
        this.random = random;
    }

    /** Lets time pass. Time never runs backwards: an earlier instant than one seen before counts as that one. */
    Instant advance(Instant to) {
        for (Wake wake = agenda.peek(); wake != null && !wake.at.isAfter(to); wake = agenda.peek()) {
            agenda.poll();
            if (wake.at.equals(wake.machine.wakesAt())) {
                wake.machine.wakesAt(null);
                fallDue(wake.machine, wake.at);
            }
        }
        if (to.isAfter(now)) {
            now = to;
        }
        return now;
    }

    Instant now() {
        return now;
    }

    /** When time alone will change something next, or sooner; null for never. */
    @Nullable
    Instant nextChange() {
        Wake wake = agenda.peek();
        return wake == null ? null : wake.at;
    }

    @Nullable
    Machine get(String id) {
        return machines.get(id);
    }

    Collection<Machine> machines() {
        return machines.values();
    }

    List<Machine> named(String findKey) {
        return byFindKey.getOrDefault(findKey, List.of());
    }

    /** The ordinal the next machine will have. */
    long nextOrdinal() {
        return made + 1;
    }

    /** How many machines were ever made for each find key. */
    Map<String, Integer> madeByFindKey() {
        return Map.copyOf(madeByFindKey);
    }

    /** Adds a machine that was just made, or remembers one that was made long ago. A known one gets that life. */
    Machine put(Birth birth, Life life) {
        Machine known = machines.get(birth.id());
        if (known != null) {
            become(known, life);
            return known;
        }
        var machine = new Machine(birth, life);
        made = Math.max(made, birth.ordinal());
        machines.put(birth.id(), machine);
        if (birth.findKey() != null) {
            byFindKey
                    .computeIfAbsent(birth.findKey(), key -> new ArrayList<>(2))
                    .add(machine);
            madeByFindKey.merge(birth.findKey(), 1, Integer::sum);
        }
        if (life.state().occupies()) {
            pools.occupy(birth);
        }
        wake(machine);
        noteChange(machine);
        return machine;
    }

    /** Gives the machine its next life from {@link #now} on, and keeps room and quota in step. */
    void become(Machine machine, Life next) {
        become(machine, next, now);
        noteChange(machine);
    }

    /** Begins the end of a machine, unless it has begun. */
    void end(Machine machine, EndReason why) {
        end(machine, why, now);
        noteChange(machine);
    }

    /** Takes a machine away at once, and its row with it. */
    void vanish(Machine machine) {
        become(machine, machine.life().endedFor(EndReason.HOST_FAILURE, now));
        forget(machine);
    }

    /** From now on {@link #drainChanged} tells which machines changed by a call, not by time alone. */
    void keepChanges() {
        keepsChanges = true;
    }

    List<Machine> drainChanged() {
        var drained = List.copyOf(changed);
        changed.clear();
        return drained;
    }

    private void fallDue(Machine machine, Instant at) {
        Life life = machine.life();
        if (isDue(life.vanishesAt(), at)) {
            if (life.state().occupies()) {
                pools.release(machine.birth());
            }
            forget(machine);
        } else if (life.state().isLasting() && isDue(life.interruptAt(), at)) {
            end(machine, EndReason.SPOT_RECLAIMED, at);
        } else if (isDue(life.noticeAt(), at)) {
            become(machine, life.interrupted(at.plus(timings.spotNotice())), at);
        } else if (isDue(life.changesAt(), at)) {
            step(machine, at);
        } else {
            wake(machine);
        }
    }

    private void step(Machine machine, Instant at) {
        Life life = machine.life();
        EndReason fate = machine.birth().fate();
        switch (life.state()) {
            case BOOTING ->
                become(
                        machine,
                        fate == null
                                ? life.into(MachineState.RUNNING, null)
                                : life.endedFor(fate, at.plus(profile.terminatedShown())),
                        at);
            case STARTING, REBOOTING -> become(machine, life.into(MachineState.RUNNING, null), at);
            case STOPPING -> become(machine, life.into(MachineState.STOPPED, null), at);
            case ENDING -> become(machine, life.into(MachineState.ENDED, at.plus(profile.terminatedShown())), at);
            case ENDED -> forget(machine);
            case RUNNING, STOPPED -> throw new IllegalStateException("nothing changes of itself in " + life);
        }
    }

    private void end(Machine machine, EndReason why, Instant at) {
        if (machine.life().state().isLasting()) {
            Duration takes = timings.terminate().draw(random);
            become(machine, machine.life().ending(why, at.plus(takes)), at);
        }
    }

    private void become(Machine machine, Life next, Instant at) {
        boolean occupied = machine.life().state().occupies();
        if (timings.staleReads()) {
            machine.livesFrom(at, next);
        } else {
            machine.lives(next);
        }
        if (occupied && !next.state().occupies()) {
            pools.release(machine.birth());
        } else if (!occupied && next.state().occupies()) {
            pools.occupy(machine.birth());
        }
        wake(machine);
    }

    private void forget(Machine machine) {
        Birth birth = machine.birth();
        machines.remove(birth.id());
        List<Machine> named = birth.findKey() == null ? null : byFindKey.get(birth.findKey());
        if (named != null && named.remove(machine) && named.isEmpty()) {
            byFindKey.remove(birth.findKey());
        }
        machine.wakesAt(null);
    }

    private void noteChange(Machine machine) {
        if (keepsChanges) {
            changed.add(machine);
        }
    }

    private void wake(Machine machine) {
        Instant next = machine.life().nextChange();
        if (next != null && !next.equals(machine.wakesAt())) {
            agenda.add(new Wake(next, machine.birth().ordinal(), machine));
        }
        machine.wakesAt(next);
    }

    private static boolean isDue(@Nullable Instant instant, Instant now) {
        return instant != null && !instant.isAfter(now);
    }
}
