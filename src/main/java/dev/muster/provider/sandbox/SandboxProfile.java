package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.Market;
import dev.muster.model.Precision;
import dev.muster.model.ScopeProfile;
import dev.muster.model.ScopeProfile.BucketSpec;
import dev.muster.model.ScopeProfile.Charge;
import dev.muster.model.ScopeProfile.TagSupport;
import dev.muster.model.Verb;
import dev.muster.model.Zone;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which cloud a sandbox behaves like: data only. The figures of the two profiles here are from providers.md.
 *
 * @param name as the setting {@code profile} has it
 * @param zones empty for a cloud that can only be asked for a region
 * @param tokens whether a launch is idempotent by its find key: per zone where it names one, else per region
 * @param rebootShows whether a machine leaves its running state while it reboots
 * @param charges what the cloud itself charges for one of its calls
 * @param tellsLaunchTime whether rows carry {@code launchedAt}
 * @param idPrefix before the 16 hexadecimal digits of a machine's id
 * @param terminatedShown how long an ended machine's row stays
 */
public record SandboxProfile(
        String name,
        List<Zone> zones,
        Set<Verb> verbs,
        Set<Market> markets,
        boolean tokens,
        boolean rebootShows,
        boolean tellsLaunchTime,
        String idPrefix,
        Duration terminatedShown,
        Map<Call.Kind, Integer> batchMax,
        Map<Call.Kind, List<Charge>> charges,
        Map<String, BucketSpec> buckets,
        TagSupport tags,
        Dialect dialect) {

    public static final SandboxProfile EC2_LIKE = new SandboxProfile(
            "ec2-like",
            List.of(
                    new Zone("sandbox-1a", "sbx1-az1"),
                    new Zone("sandbox-1b", "sbx1-az2"),
                    new Zone("sandbox-1c", "sbx1-az3")),
            EnumSet.allOf(Verb.class),
            EnumSet.allOf(Market.class),
            true,
            false,
            true,
            "i-0",
            Duration.ofHours(1),
            Map.of(
                    Call.Kind.LAUNCH, 100,
                    Call.Kind.TERMINATE, 500,
                    Call.Kind.STOP, 100,
                    Call.Kind.START, 100,
                    Call.Kind.REBOOT, 100,
                    Call.Kind.DESCRIBE, 200),
            Map.of(
                    Call.Kind.LAUNCH, both("RunInstances", "RunInstances.instances"),
                    Call.Kind.TERMINATE, both("TerminateInstances", "TerminateInstances.instances"),
                    Call.Kind.STOP, both("StopInstances", "StopInstances.instances"),
                    Call.Kind.START, both("StartInstances", "StartInstances.instances"),
                    Call.Kind.REBOOT, List.of(new Charge("mutating", false)),
                    Call.Kind.DESCRIBE, List.of(new Charge("Describe.unfiltered", false)),
                    Call.Kind.SWEEP, List.of(new Charge("Describe.filtered", false)),
                    Call.Kind.FIND, List.of(new Charge("Describe.filtered", false))),
            Map.ofEntries(
                    Map.entry("RunInstances", new BucketSpec(5, 2)),
                    Map.entry("RunInstances.instances", new BucketSpec(1000, 2)),
                    Map.entry("StartInstances", new BucketSpec(5, 2)),
                    Map.entry("StartInstances.instances", new BucketSpec(1000, 2)),
                    Map.entry("TerminateInstances", new BucketSpec(100, 5)),
                    Map.entry("TerminateInstances.instances", new BucketSpec(1000, 20)),
                    Map.entry("StopInstances", new BucketSpec(50, 5)),
                    Map.entry("StopInstances.instances", new BucketSpec(1000, 20)),
                    Map.entry("mutating", new BucketSpec(50, 5)),
                    Map.entry("Describe.filtered", new BucketSpec(100, 20)),
                    Map.entry("Describe.unfiltered", new BucketSpec(50, 10))),
            new TagSupport(TagSupport.Mode.NATIVE_KV, true, true, true, 50, 128, 256, null, List.of("aws:")),
            Dialect.EC2);

    /**
     * One request a second on average. The bucket holds two, because the adapter's launch is two requests at once: it looks
     * for a machine of that name first.
     */
    public static final SandboxProfile LAMBDA_LIKE = new SandboxProfile(
            "lambda-like",
            List.of(),
            EnumSet.of(Verb.CREATE, Verb.TERMINATE, Verb.REBOOT),
            EnumSet.of(Market.ON_DEMAND),
            false,
            true,
            false,
            "1a3b",
            Duration.ofSeconds(10),
            Map.of(Call.Kind.TERMINATE, 100, Call.Kind.REBOOT, 100, Call.Kind.DESCRIBE, 200),
            Map.of(
                    Call.Kind.LAUNCH, List.of(new Charge("requests", false), new Charge("launches", false)),
                    Call.Kind.TERMINATE, List.of(new Charge("requests", false)),
                    Call.Kind.REBOOT, List.of(new Charge("requests", false)),
                    Call.Kind.DESCRIBE, List.of(new Charge("requests", false)),
                    Call.Kind.SWEEP, List.of(new Charge("requests", false)),
                    Call.Kind.FIND, List.of(new Charge("requests", false))),
            Map.of("requests", new BucketSpec(2, 1), "launches", new BucketSpec(1, 1 / 12.0)),
            // None of them reaches the cloud; these are the limits of what we keep.
            new TagSupport(TagSupport.Mode.NONE, false, false, false, 50, 128, 256, null, List.of()),
            Dialect.LAMBDA);

    /** The profiles a setting can name. */
    public static final List<SandboxProfile> ALL = List.of(EC2_LIKE, LAMBDA_LIKE);

    public SandboxProfile {
        zones = List.copyOf(zones);
    }

    /**
     * What the core is told of this cloud.
     *
     * @param sharers how many tenants share the account; each is told of its share of the limits, the cloud enforces the whole
     */
    public ScopeProfile scopeProfile(
            int sharers, boolean throttling, ScopeProfile.OrphanPolicy orphans, Duration callTimeout) {
        return new ScopeProfile(
                SandboxFactory.PROVIDER,
                zones.isEmpty() ? Precision.REGION : Precision.ZONE,
                zones,
                SandboxType.names(),
                verbs,
                tokens,
                tokens,
                markets,
                false,
                false,
                batchMax,
                throttling ? adapterCharges() : Map.of(),
                throttling ? shares(sharers) : Map.of(),
                tags,
                orphans,
                callTimeout);
    }

    int batchMax(Call.Kind kind) {
        return batchMax.getOrDefault(kind, 1);
    }

    /** What the adapter's calls cost: without tokens, a launch is a look for the name and a launch. */
    private Map<Call.Kind, List<Charge>> adapterCharges() {
        if (tokens) {
            return charges;
        }
        var adapter = new HashMap<>(charges);
        adapter.merge(Call.Kind.LAUNCH, charges.getOrDefault(Call.Kind.FIND, List.of()), SandboxProfile::joined);
        return adapter;
    }

    private Map<String, BucketSpec> shares(int sharers) {
        var shares = new HashMap<String, BucketSpec>();
        buckets.forEach((bucket, whole) -> shares.put(
                bucket,
                new BucketSpec(
                        Math.max((double) takenAtOnce(bucket), whole.size() / sharers),
                        whole.refillPerSecond() / sharers)));
        return shares;
    }

    /** The most one call takes from a bucket, but for its resources; a smaller share could never let it through. */
    private long takenAtOnce(String bucket) {
        return adapterCharges().values().stream()
                .mapToLong(taken -> taken.stream()
                        .filter(charge -> charge.bucket().equals(bucket))
                        .count())
                .max()
                .orElse(1);
    }

    private static List<Charge> joined(List<Charge> first, List<Charge> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<Charge> both(String requests, String resources) {
        return List.of(new Charge(requests, false), new Charge(resources, true));
    }
}
