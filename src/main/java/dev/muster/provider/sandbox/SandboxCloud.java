package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.ObservedInstance;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One account in one region of a simulated cloud: a deterministic state machine.
 *
 * <p>It has no clock, thread or randomness of its own. Every call tells the time, and the same calls at the same times with
 * the same random sequence give the same answers. An instant earlier than one told before counts as that one. Not safe for
 * use by several threads. Each call answers, or throws a {@link ProviderException}; an answer that is lost after the call
 * was executed is a failure of effect UNKNOWN, and so is one that never comes.
 *
 * <p>These are the cloud's own calls. Without tokens, {@link #launch} always makes a new machine: looking for the name
 * first is the adapter's part, and takes a request of its own.
 */
public final class SandboxCloud {
    private final SandboxProfile profile;
    private final SandboxTuning tuning;
    private final RandomGenerator random;
    private final Pools pools;
    private final Fleet fleet;
    private final Throttle throttle;
    private final Launcher launcher;
    private final Ledger ledger = new Ledger();
    private final Mishaps mishaps = new Mishaps();
    private long requests;

    /** @param random drawn from for ids, delays, zones and chances; a {@link java.util.SplittableRandom} is cheap */
    public SandboxCloud(SandboxProfile profile, SandboxTuning tuning, RandomGenerator random) {
        this.profile = profile;
        this.tuning = tuning;
        this.random = random;
        pools = new Pools(tuning.limits());
        fleet = new Fleet(profile, tuning.timings(), pools, random);
        throttle = new Throttle(profile);
        launcher = new Launcher(profile, tuning, random, pools, fleet);
    }

    public SandboxProfile profile() {
        return profile;
    }

    /** Makes any call of the model. */
    public Answer perform(Call call, Instant now) {
        if (call instanceof Call.Launch launch) {
            return launch(launch, now);
        }
        if (call instanceof Call.Act act) {
            return act(act, now);
        }
        if (call instanceof Call.Describe describe) {
            return describe(describe.providerIds(), now);
        }
        if (call instanceof Call.Sweep sweep) {
            return list(sweep.ownership(), now);
        }
        if (call instanceof Call.Find find) {
            return find(find.ownership(), find.findKey(), now);
        }
        throw new IllegalArgumentException("no such call: " + call);
    }

    /**
     * Launches machines, all in one zone. With tokens the same key in the same place (the zone the launch names, else the
     * region) answers with the machines it made first, or {@link Answer#gone} once all have ended; a launch that found too
     * little room makes nothing, and its key cannot be used for another request in that place.
     */
    public Answer launch(Call.Launch call, Instant at) {
        Turn turn = begin(Call.Kind.LAUNCH, call.countMax(), at);
        MagicName magic =
                MagicName.of(call.template().image(), call.candidate().type().name());
        if (magic == MagicName.HANG) {
            throw turn.complaint.of(Trouble.HUNG, "No answer came.");
        }
        if (magic == MagicName.THROTTLE_ONCE && ledger.spendMagic(call.findKey())) {
            throw turn.complaint.throttled(Duration.ofSeconds(1));
        }
        launcher.check(call, magic, turn.complaint);
        boolean lost = magic == MagicName.LOSE_ANSWER
                || magic == MagicName.LOSE_ANSWER_ONCE && ledger.spendMagic(call.findKey());
        if (!profile.tokens()) {
            return turn.answer(launcher.make(call, magic, turn.now, turn.complaint), lost);
        }
        return launchOnce(call, magic, turn, lost);
    }

    /** Begins to end machines; those that are ending or ended are left so. One id it does not show fails the whole call. */
    public Answer terminate(List<String> ids, Instant at) {
        return onEach(Call.Kind.TERMINATE, ids, at, machine -> fleet.end(machine, EndReason.REQUESTED));
    }

    /** Begins to stop machines; only running ones can be, and those stopping or stopped are left so. */
    public Answer stop(List<String> ids, Instant at) {
        return onEach(Call.Kind.STOP, ids, at, machine -> {
            if (machine.life().state() == MachineState.RUNNING) {
                Duration takes = tuning.timings().stop().draw(random);
                fleet.become(
                        machine,
                        machine.life().into(MachineState.STOPPING, fleet.now().plus(takes)));
            }
        });
    }

    /** Begins to start stopped machines, all or none; those booting, starting or running are left so. */
    public Answer start(List<String> ids, Instant at) {
        return onEach(Call.Kind.START, ids, at, machine -> {
            if (machine.life().state() == MachineState.STOPPED) {
                Duration takes = tuning.timings().boot().draw(random);
                fleet.become(machine, machine.life().started(fleet.now().plus(takes)));
            }
        });
    }

    /** Reboots running machines, each time it is called. */
    public Answer reboot(List<String> ids, Instant at) {
        return onEach(Call.Kind.REBOOT, ids, at, machine -> {
            Life life = machine.life();
            if (profile.rebootShows()) {
                Duration takes = tuning.timings().boot().draw(random);
                fleet.become(
                        machine,
                        life.rebooted(MachineState.REBOOTING, fleet.now().plus(takes)));
            } else {
                fleet.become(machine, life.rebooted(life.state(), life.changesAt()));
            }
        });
    }

    /** Shows the machines of those ids that it shows. */
    public Answer describe(List<String> ids, Instant at) {
        Turn turn = begin(Call.Kind.DESCRIBE, ids.size(), at);
        var rows = new ArrayList<ObservedInstance>(ids.size());
        for (String id : ids) {
            Machine machine = fleet.get(id);
            if (machine != null && machine.isVisible(turn.now)) {
                rows.add(read(machine));
            }
        }
        return Answer.of(rows, turn.requestId);
    }

    /** Shows every machine with that mark. */
    public Answer list(Call.Ownership owner, Instant at) {
        Turn turn = begin(Call.Kind.SWEEP, 1, at);
        var rows = new ArrayList<ObservedInstance>();
        for (Machine machine : fleet.machines()) {
            if (owner.equals(machine.birth().owner()) && machine.isVisible(turn.now)) {
                rows.add(read(machine));
            }
        }
        if (mishaps.cutsThisList()) {
            return Answer.partial(rows.subList(0, rows.size() / 2), turn.requestId);
        }
        return Answer.of(rows, turn.requestId);
    }

    /** Shows the machines with that find key; without tokens it is only a name, which other people's machines may share. */
    public Answer find(Call.Ownership owner, String findKey, Instant at) {
        Turn turn = begin(Call.Kind.FIND, 1, at);
        var rows = new ArrayList<ObservedInstance>(2);
        for (Machine machine : fleet.named(findKey)) {
            boolean ours = !profile.tokens() || owner.equals(machine.birth().owner());
            if (ours && machine.isVisible(turn.now)) {
                rows.add(read(machine));
            }
        }
        return Answer.of(rows, turn.requestId);
    }

    /** What the cloud's operator, its other users and the checker of a test can do and see. */
    public SandboxOperator operator() {
        return new SandboxOperator(fleet, pools, launcher, throttle, mishaps);
    }

    /** What must be kept for the cloud to outlive this process. */
    CloudMemory memory() {
        return new CloudMemory(fleet, ledger);
    }

    private Answer act(Call.Act act, Instant now) {
        return switch (act.kind()) {
            case TERMINATE -> terminate(act.providerIds(), now);
            case STOP -> stop(act.providerIds(), now);
            case START -> start(act.providerIds(), now);
            case REBOOT -> reboot(act.providerIds(), now);
            case LAUNCH, DESCRIBE, SWEEP, FIND -> throw new IllegalArgumentException("not an act: " + act.kind());
        };
    }

    private Answer launchOnce(Call.Launch call, @Nullable MagicName magic, Turn turn, boolean lost) {
        String place = call.candidate().zone();
        TokenUse use = ledger.use(call.findKey(), place);
        long fingerprint = TokenUse.fingerprint(call);
        if (use != null && use.fingerprint() != fingerprint && !tuning.silentMismatch()) {
            throw turn.complaint.of(
                    Trouble.MISMATCH, "The token was used before, and the other request had other parameters.");
        }
        if (use != null && !use.machineIds().isEmpty()) {
            List<Machine> made = stillShown(use);
            boolean gone = made.stream().allMatch(machine -> machine.life().state() == MachineState.ENDED);
            return gone ? turn.gone(lost) : turn.answer(made, lost);
        }
        String placeName = place == null ? "" : place;
        List<Machine> made;
        try {
            made = launcher.make(call, magic, turn.now, turn.complaint);
        } catch (ProviderException refused) {
            if (refused.failure().category() == Failure.Category.CAPACITY) {
                ledger.put(new TokenUse(call.findKey(), placeName, fingerprint, List.of()));
            }
            throw refused;
        }
        List<String> ids = made.stream().map(machine -> machine.birth().id()).toList();
        ledger.put(new TokenUse(call.findKey(), placeName, fingerprint, ids));
        return turn.answer(made, lost);
    }

    private List<Machine> stillShown(TokenUse use) {
        var made = new ArrayList<Machine>(use.machineIds().size());
        for (String id : use.machineIds()) {
            Machine machine = fleet.get(id);
            if (machine != null) {
                made.add(machine);
            }
        }
        return made;
    }

    private Answer onEach(Call.Kind kind, List<String> ids, Instant at, Consumer<Machine> action) {
        Turn turn = begin(kind, ids.size(), at);
        var machines = new ArrayList<Machine>(ids.size());
        for (String id : ids) {
            Machine machine = fleet.get(id);
            if (machine == null || !machine.isVisible(turn.now)) {
                throw turn.complaint.of(Trouble.NOT_FOUND, "The instance ID '" + id + "' does not exist");
            }
            if (!StateRules.allow(kind, machine.life().state())) {
                throw turn.complaint.of(
                        Trouble.WRONG_STATE, "The instance '" + id + "' is not in a state from which it can do that.");
            }
            machines.add(machine);
        }
        if (kind == Call.Kind.START) {
            requireRoom(machines, turn.complaint);
        }
        machines.forEach(action);
        return turn.answer(machines, false);
    }

    private void requireRoom(Collection<Machine> machines, Complaint complaint) {
        List<Birth> starting = machines.stream()
                .filter(machine -> machine.life().state() == MachineState.STOPPED)
                .map(Machine::birth)
                .distinct()
                .toList();
        int vcpus = starting.stream().mapToInt(Birth::vcpus).sum();
        starting.forEach(pools::occupy);
        boolean overQuota = !starting.isEmpty() && !pools.quotaHolds(0);
        boolean full = starting.stream().anyMatch(pools::isOverfull);
        starting.forEach(pools::release);
        if (overQuota) {
            throw complaint.overQuota(pools.vcpuQuota(), pools.vcpusUsed(), vcpus);
        }
        if (full) {
            throw complaint.of(Trouble.FULL_ZONE, "There is no room to start machines of this type right now.");
        }
    }

    private ObservedInstance read(Machine machine) {
        SandboxTuning.Timings timings = tuning.timings();
        boolean stale = timings.staleReads() && !timings.visibility().isNone();
        Instant asOf = stale ? fleet.now().minus(timings.visibility().draw(random)) : fleet.now();
        return machine.row(profile, asOf);
    }

    private Turn begin(Call.Kind kind, int items, Instant at) {
        Instant now = fleet.advance(at);
        String requestId = "sandbox-" + ++requests;
        var complaint = new Complaint(profile, kind, requestId);
        if (kind != Call.Kind.SWEEP && kind != Call.Kind.FIND && items > profile.batchMax(kind)) {
            throw complaint.of(Trouble.INVALID, "At most " + profile.batchMax(kind) + " machines a call.");
        }
        Duration wait = tuning.throttling() ? throttle.take(kind, items, now) : null;
        if (wait != null) {
            throw complaint.throttled(wait);
        }
        Trouble ordered = mishaps.next(kind);
        if (ordered != null && (ordered != Trouble.LOST || !kind.isMutating())) {
            throw complaint.of(ordered, "The sandbox was asked for this.");
        }
        boolean loses = ordered == Trouble.LOST
                || kind.isMutating() && launcher.isBadLuck(tuning.chances().lostAnswer());
        return new Turn(now, requestId, complaint, loses);
    }

    /** One call that was let in. */
    private final class Turn {
        private final Instant now;
        private final String requestId;
        private final Complaint complaint;
        private final boolean losesAnswer;

        private Turn(Instant now, String requestId, Complaint complaint, boolean losesAnswer) {
            this.now = now;
            this.requestId = requestId;
            this.complaint = complaint;
            this.losesAnswer = losesAnswer;
        }

        private Answer answer(List<Machine> machines, boolean lost) {
            requireHeard(lost);
            var rows = new ArrayList<ObservedInstance>(machines.size());
            for (Machine machine : machines) {
                rows.add(machine.row(profile, now));
            }
            return Answer.of(rows, requestId);
        }

        private Answer gone(boolean lost) {
            requireHeard(lost);
            return Answer.allGone(requestId);
        }

        private void requireHeard(boolean lost) {
            if (lost || losesAnswer) {
                throw complaint.of(Trouble.LOST, "The connection broke before an answer came.");
            }
        }
    }
}
