package dev.muster.simulation;

import dev.muster.core.journal.Tables;
import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.Market;
import dev.muster.model.Scope;
import dev.muster.model.ScopeProfile;
import dev.muster.model.ScopeProfile.OrphanPolicy;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import dev.muster.provider.sandbox.CapacityRule;
import dev.muster.provider.sandbox.DelayRange;
import dev.muster.provider.sandbox.SandboxCloud;
import dev.muster.provider.sandbox.SandboxProfile;
import dev.muster.provider.sandbox.SandboxTuning;
import dev.muster.provider.sandbox.SandboxType;
import dev.muster.wire.Contracts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** One run's world: its time, its dice, its cloud, its faults, and what must be true of it. */
final class World {
    static final Scope SCOPE = new Scope("acme", "sim", "sandbox-1");
    static final int FOREIGN_MACHINES = 2;
    /** Longer than a machine counts as young, so that listings lie about grown ones, too. */
    private static final Duration LISTINGS_LIE_UNTIL = Duration.ofMinutes(15);

    static final Contracts CONTRACTS = Contracts.load();

    final long seed;
    final Timeline time = new Timeline();
    final SplittableRandom random;
    final Faults faults;
    final SandboxCloud cloud;
    final ScopeProfile profile;
    final Checker checker;
    final Host host;
    final Executors executors;
    final Set<String> foreign = new HashSet<>();
    private final Set<String> hiddenOnce = new HashSet<>();

    World(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        faults = Faults.drawn(random.split());
        SandboxProfile kind = random.nextBoolean() ? SandboxProfile.EC2_LIKE : SandboxProfile.LAMBDA_LIKE;
        cloud = new SandboxCloud(kind, tuning(random.split(), kind), random.split());
        profile = kind.scopeProfile(1, true, OrphanPolicy.TERMINATE, Duration.ofSeconds(30));
        checker = new Checker(this);
        host = new Host(this);
        executors = new Executors(this);
        if (random.nextInt(4) == 0) {
            letCapacityVary();
        }
        if (random.nextInt(5) == 0) {
            time.after(Duration.ofMillis(random.nextLong(180_000)), this::addOrphan);
        }
        for (int i = 0; i < FOREIGN_MACHINES; i++) {
            foreign.add(cloud.operator().addForeign(SandboxType.SMALL, "pet-" + i, null, Map.of(), time.now()));
        }
    }

    /** Somebody restores a machine from our own image, mark and all: no call of ours made it. */
    void addOrphan() {
        var state = host.journal().get(Tables.SCOPES, SCOPE.text() + "|");
        if (state != null) {
            var owner = new Call.Ownership(state.deploymentId(), SCOPE.tenant());
            cloud.operator().addForeign(SandboxType.SMALL, "restored", owner, Map.of(), time.now());
        }
    }

    /** Room comes and goes. */
    private void letCapacityVary() {
        String zone = profile.zones().isEmpty() ? null : "sandbox-1a";
        cloud.operator().setCapacity(new CapacityRule("small", zone, null, random.nextInt(5)));
        if (faulty()) {
            time.after(Duration.ofMillis(random.nextLong(1_000, 40_000)), this::letCapacityVary);
        } else {
            cloud.operator().setCapacity(new CapacityRule("small", null, null, 1_000));
        }
    }

    /** What a complete listing of an eventually consistent provider may still leave out: each machine once at most. */
    boolean hides(String providerId) {
        boolean hidden = time.elapsed().compareTo(LISTINGS_LIE_UNTIL) < 0
                && random.nextDouble() < faults.listingCut() * 0.2
                && hiddenOnce.add(providerId);
        return hidden;
    }

    boolean cutsListing() {
        return time.elapsed().compareTo(LISTINGS_LIE_UNTIL) < 0 && random.nextDouble() < faults.listingCut();
    }

    boolean chance(double probability) {
        return faulty() && probability > 0 && random.nextDouble() < probability;
    }

    /** Faults stop at some point; what was broken before must then heal. */
    boolean faulty() {
        return time.elapsed().compareTo(faults.until()) < 0;
    }

    Duration upTo(Duration max) {
        return Duration.ofMillis(random.nextLong(max.toMillis() + 1));
    }

    void effect(Effect effect) {
        executors.deliver(effect);
    }

    /** Makes a call at the cloud, and has the checker look at what it did. */
    Answer call(Call call) throws ProviderException {
        Answer answer = cloud.perform(call, time.now());
        if (call.kind() == Call.Kind.LAUNCH) {
            checker.afterLaunch();
        }
        return answer;
    }

    private static SandboxTuning tuning(SplittableRandom random, SandboxProfile kind) {
        boolean lagging = random.nextBoolean();
        var timings = new SandboxTuning.Timings(
                DelayRange.ofMillis(1_000, 1_000 + random.nextLong(40_000)),
                DelayRange.ofMillis(500, 10_000),
                DelayRange.ofMillis(500, 15_000),
                lagging
                        ? DelayRange.ofMillis(0, 1 + random.nextLong(random.nextInt(3) == 0 ? 200_000 : 45_000))
                        : DelayRange.NONE,
                lagging && random.nextBoolean(),
                Duration.ofSeconds(120));
        List<CapacityRule> capacity = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            String zone = kind.zones().isEmpty() ? null : "sandbox-1a";
            capacity.add(new CapacityRule("small", zone, Market.ON_DEMAND, random.nextInt(4)));
        }
        int quota = random.nextInt(6) == 0 ? 10 + random.nextInt(30) : Integer.MAX_VALUE;
        var chances = new SandboxTuning.Chances(0, random.nextInt(4) == 0 ? 0.05 : 0, random.nextInt(3) == 0 ? 0.3 : 0);
        return new SandboxTuning(
                timings, new SandboxTuning.Limits(quota, capacity), chances, true, random.nextBoolean());
    }
}
