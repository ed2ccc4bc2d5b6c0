package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.Failure.Violation;
import dev.muster.model.LaunchTemplate.Candidate;
import dev.muster.model.Market;
import dev.muster.model.ScopeProfile.TagSupport;
import dev.muster.model.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes machines: is the request sound, is there room and quota, where do they go, and what will befall them. */
final class Launcher {
    private static final Duration MAGIC_DELAY = Duration.ofSeconds(30);
    private static final Duration SLOW_BOOT = Duration.ofMinutes(1);
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final SandboxProfile profile;
    private final SandboxTuning tuning;
    private final RandomGenerator random;
    private final Pools pools;
    private final Fleet fleet;
    private final long idSeed;

    Launcher(SandboxProfile profile, SandboxTuning tuning, RandomGenerator random, Pools pools, Fleet fleet) {
        this.profile = profile;
        this.tuning = tuning;
        this.random = random;
        this.pools = pools;
        this.fleet = fleet;
        this.idSeed = random.nextLong();
    }

    /** Refuses what no retry would make right, and what a magic name asks to have refused. */
    void check(Call.Launch call, @Nullable MagicName magic, Complaint complaint) {
        Candidate candidate = call.candidate();
        String wrong = "The value is not one this provider knows.";
        if (magic == MagicName.FAIL_AUTH) {
            throw complaint.of(Trouble.UNAUTHENTICATED, "The sandbox was asked not to know these credentials.");
        }
        if (magic == MagicName.FAIL_INVALID) {
            throw complaint.invalid(new Violation("image", "INVALID", "The sandbox was asked to refuse this image."));
        }
        if (SandboxType.named(candidate.type().name()) == null) {
            throw complaint.invalid(new Violation("types", "UNKNOWN_TYPE", wrong));
        }
        if (!profile.markets().contains(candidate.market())) {
            throw complaint.invalid(new Violation("markets", "UNSUPPORTED_MARKET", wrong));
        }
        if (candidate.zone() != null && zone(candidate.zone()) == null) {
            throw complaint.invalid(new Violation("zones", "UNKNOWN_ZONE", wrong));
        }
        if (call.countMin() < 1 || call.countMin() > call.countMax()) {
            throw complaint.invalid(new Violation("count", "RANGE", "The least count is 1 to the greatest count."));
        }
        if (magic == MagicName.FAIL_QUOTA) {
            throw complaint.overQuota(0, 0, vcpus(candidate) * call.countMax());
        }
    }

    /** Makes between the least and the greatest count of machines, all in one zone; else throws. */
    List<Machine> make(Call.Launch call, @Nullable MagicName magic, Instant now, Complaint complaint) {
        Candidate candidate = call.candidate();
        int vcpusWanted = vcpus(candidate) * call.countMax();
        if (!pools.quotaHolds(vcpusWanted)) {
            throw complaint.overQuota(pools.vcpuQuota(), pools.vcpusUsed(), vcpusWanted);
        }
        int wanted = call.countMax();
        if (magic == MagicName.PARTIAL_HALF || isBadLuck(tuning.chances().partial())) {
            wanted = (wanted + 1) / 2;
        }
        Zone zone = candidate.zone() == null ? roomiest(candidate, wanted, magic) : zone(candidate.zone());
        int count = Math.min(wanted, free(candidate, zone == null ? null : zone.name(), magic));
        if (count < call.countMin()) {
            throw complaint.of(
                    candidate.zone() == null ? Trouble.FULL_REGION : Trouble.FULL_ZONE,
                    "There is no room for that many machines of this type right now.");
        }
        var machines = new ArrayList<Machine>(count);
        for (int index = 0; index < count; index++) {
            Instant visibleAt = now.plus(tuning.timings().visibility().draw(random));
            EndReason fate = fate(magic);
            Map<String, String> tags = profile.tags().mode() == TagSupport.Mode.NONE
                    ? Map.of()
                    : call.template().tags();
            long ordinal = fleet.nextOrdinal();
            var birth = new Birth(
                    ordinal,
                    idOf(ordinal),
                    call.findKey(),
                    index,
                    call.ownership(),
                    tags,
                    candidate.type().name(),
                    candidate.market(),
                    zone,
                    now,
                    visibleAt,
                    fate);
            machines.add(fleet.put(birth, infancy(magic, candidate.market(), now)));
        }
        return machines;
    }

    /** Puts somebody else's running machine into the cloud, past every limit. */
    Machine makeForeign(
            SandboxType type, @Nullable String findKey, Call.@Nullable Ownership owner, Map<String, String> tags) {
        long ordinal = fleet.nextOrdinal();
        Instant now = fleet.now();
        var birth = new Birth(
                ordinal,
                idOf(ordinal),
                findKey,
                0,
                owner,
                tags,
                type.typeName(),
                Market.ON_DEMAND,
                profile.zones().isEmpty() ? null : profile.zones().get(0),
                now,
                now,
                null);
        return fleet.put(birth, Life.booting(null, null, null).into(MachineState.RUNNING, null));
    }

    /** Whether a chance event happens; draws only where it can. */
    boolean isBadLuck(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }

    private Life infancy(@Nullable MagicName magic, Market market, Instant now) {
        Duration boot = tuning.timings().boot().draw(random);
        Instant runsAt = magic == MagicName.NEVER_BOOTS ? null : now.plus(boot);
        if (magic == MagicName.SLOW_BOOT) {
            runsAt = now.plus(boot).plus(SLOW_BOOT);
        }
        boolean taken = magic == MagicName.SPOT_INTERRUPT_AFTER_30S && market == Market.SPOT;
        boolean vanishes = magic == MagicName.VANISH_AFTER_30S;
        return Life.booting(runsAt, taken ? now.plus(MAGIC_DELAY) : null, vanishes ? now.plus(MAGIC_DELAY) : null);
    }

    private @Nullable EndReason fate(@Nullable MagicName magic) {
        if (magic == MagicName.FAIL_CAPACITY_AT_LAUNCH) {
            return EndReason.NO_ROOM_AT_LAUNCH;
        }
        boolean fails = magic == MagicName.FAIL_LAUNCH_ERROR
                || isBadLuck(tuning.chances().launchError());
        return fails ? EndReason.LAUNCH_ERROR : null;
    }

    /** The zone with the most room for that many, the first of equals from a drawn start; null on a cloud without zones. */
    private @Nullable Zone roomiest(Candidate candidate, int wanted, @Nullable MagicName magic) {
        List<Zone> zones = profile.zones();
        if (zones.isEmpty()) {
            return null;
        }
        int start = random.nextInt(zones.size());
        Zone best = zones.get(start);
        int most = -1;
        for (int i = 0; i < zones.size() && most < wanted; i++) {
            Zone zone = zones.get((start + i) % zones.size());
            int free = free(candidate, zone.name(), magic);
            if (free > most) {
                best = zone;
                most = free;
            }
        }
        return best;
    }

    private int free(Candidate candidate, @Nullable String zoneName, @Nullable MagicName magic) {
        return magic != null && magic.fills(zoneName)
                ? 0
                : pools.free(candidate.type().name(), zoneName, candidate.market());
    }

    private @Nullable Zone zone(String name) {
        for (Zone zone : profile.zones()) {
            if (zone.name().equals(name)) {
                return zone;
            }
        }
        return null;
    }

    private static int vcpus(Candidate candidate) {
        SandboxType type = SandboxType.named(candidate.type().name());
        return type == null ? 0 : type.vcpus();
    }

    /** No two ordinals of a cloud share an id: SplitMix64's mixing function is a bijection. */
    private String idOf(long ordinal) {
        long mixed = idSeed + ordinal * GOLDEN_GAMMA;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return profile.idPrefix() + HexFormat.of().toHexDigits(mixed ^ mixed >>> 31);
    }
}
