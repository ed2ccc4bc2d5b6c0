package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a cloud from outside, and what is truly in it: for tests, simulations and demonstrations. Nothing here is
 * throttled, charged or late. As with {@link SandboxCloud}, time is told, and one thread at a time may call.
 */
public final class SandboxOperator {
    private final Fleet fleet;
    private final Pools pools;
    private final Launcher launcher;
    private final Throttle throttle;
    private final Mishaps mishaps;

    SandboxOperator(Fleet fleet, Pools pools, Launcher launcher, Throttle throttle, Mishaps mishaps) {
        this.fleet = fleet;
        this.pools = pools;
        this.launcher = launcher;
        this.throttle = throttle;
        this.mishaps = mishaps;
    }

    /** Ends a machine as if by somebody else, the guest or the host; its row goes through the usual states. */
    public void kill(String id, EndReason why, Instant now) {
        fleet.end(machine(id, now), why);
    }

    /** Takes a machine and its row away at once. */
    public void vanish(String id, Instant now) {
        fleet.vanish(machine(id, now));
    }

    /** Gives a machine its spot notice; the profile's notice time later it is taken back. */
    public void interrupt(String id, Instant now) {
        Machine machine = machine(id, now);
        fleet.become(machine, machine.life().withNoticeAt(fleet.now()));
    }

    /** Makes the provider's own checks of a machine fail, or succeed again. */
    public void impair(String id, boolean checksFail, Instant now) {
        Machine machine = machine(id, now);
        fleet.become(machine, machine.life().withImpaired(checksFail));
    }

    /** Shows a word nobody has read of in place of a machine's state; null shows the state again. */
    public void speakOddly(String id, @Nullable String word, Instant now) {
        Machine machine = machine(id, now);
        fleet.become(machine, machine.life().withOddWord(word));
    }

    /**
     * Adds a running machine we did not launch.
     *
     * @param findKey a name it happens to have; null for none
     * @param owner another deployment's mark; null for none
     * @return its id
     */
    public String addForeign(
            SandboxType type,
            @Nullable String findKey,
            Call.@Nullable Ownership owner,
            Map<String, String> tags,
            Instant now) {
        fleet.advance(now);
        return launcher.makeForeign(type, findKey, owner, tags).birth().id();
    }

    /** Holds from now on, before any earlier rule; machines beyond it stay. */
    public void setCapacity(CapacityRule rule) {
        pools.limit(rule);
    }

    /** Holds from now on; machines beyond it stay. */
    public void setVcpuQuota(int vcpus) {
        pools.limit(vcpus);
    }

    /** Lets trouble befall the next calls of a kind. {@link Trouble#LOST} is executed, anything else is not. */
    public void order(Call.Kind kind, Trouble trouble, int times) {
        mishaps.order(kind, trouble, times);
    }

    /** Lets the next listings break off half way: they answer incomplete. */
    public void cutLists(int times) {
        mishaps.cutLists(times);
    }

    /** Every machine the cloud remembers, the recently ended ones too, in the order they were made. */
    public List<MachineTruth> machines(Instant now) {
        fleet.advance(now);
        var truths = new ArrayList<MachineTruth>();
        for (Machine machine : fleet.machines()) {
            truths.add(MachineTruth.of(machine));
        }
        return truths;
    }

    /** Every machine that exists and is not ending, in the order they were made. */
    public List<MachineTruth> live(Instant now) {
        fleet.advance(now);
        var truths = new ArrayList<MachineTruth>();
        for (Machine machine : fleet.machines()) {
            if (machine.life().state().isLasting()) {
                truths.add(MachineTruth.of(machine));
            }
        }
        return truths;
    }

    /** How many machines were ever made for each find key, ended and vanished ones included. */
    public Map<String, Integer> madeByFindKey() {
        return fleet.madeByFindKey();
    }

    /** How many calls the buckets refused so far. */
    public long throttled() {
        return throttle.refused();
    }

    /** The next instant at which time alone changes something; null for never. A simulation can wait for it. */
    public @Nullable Instant nextChange() {
        return fleet.nextChange();
    }

    private Machine machine(String id, Instant now) {
        fleet.advance(now);
        Machine machine = fleet.get(id);
        if (machine == null) {
            throw new IllegalArgumentException("the sandbox has no machine " + id);
        }
        return machine;
    }
}
