package dev.muster.provider.aws;

import static dev.muster.model.Call.Kind.DESCRIBE;
import static dev.muster.model.Call.Kind.FIND;
import static dev.muster.model.Call.Kind.LAUNCH;
import static dev.muster.model.Call.Kind.REBOOT;
import static dev.muster.model.Call.Kind.START;
import static dev.muster.model.Call.Kind.STOP;
import static dev.muster.model.Call.Kind.SWEEP;
import static dev.muster.model.Call.Kind.TERMINATE;

import dev.muster.model.Call;
import dev.muster.model.ScopeProfile.BucketSpec;
import dev.muster.model.ScopeProfile.Charge;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What EC2 allows an account in a region. Source: EC2 Developer Guide, "Request throttling for the Amazon EC2 API",
 * request and resource token buckets, read 2026. The figures are (bucket size, refill per second).
 */
final class Ec2Limits {
    private static final Map<String, BucketSpec> BUCKETS = Map.of(
            "RunInstances", new BucketSpec(5, 2),
            "RunInstances.instances", new BucketSpec(1_000, 2),
            "TerminateInstances", new BucketSpec(100, 5),
            "TerminateInstances.instances", new BucketSpec(1_000, 20),
            "StopInstances", new BucketSpec(50, 5),
            "StopInstances.instances", new BucketSpec(1_000, 20),
            "StartInstances", new BucketSpec(5, 2),
            "StartInstances.instances", new BucketSpec(1_000, 2),
            // All our describes are filtered or paged; the others have half as much.
            "Describe", new BucketSpec(100, 20),
            "mutating", new BucketSpec(50, 5));

    static final Map<Call.Kind, List<Charge>> CHARGES = Map.of(
            LAUNCH, requestAndInstances("RunInstances"),
            TERMINATE, requestAndInstances("TerminateInstances"),
            STOP, requestAndInstances("StopInstances"),
            START, requestAndInstances("StartInstances"),
            REBOOT, List.of(new Charge("mutating", false)),
            DESCRIBE, List.of(new Charge("Describe", false)),
            // A sweep is one request a page; the core, which cannot know the pages, charges it for one.
            SWEEP, List.of(new Charge("Describe", false)),
            FIND, List.of(new Charge("Describe", false)));

    /**
     * EC2 advises 100 instances a launch and allows 200 values in a filter, which our describes are. The rest bounds how
     * many a bad id can hold up.
     */
    static final Map<Call.Kind, Integer> BATCH_MAX =
            Map.of(LAUNCH, 100, TERMINATE, 500, STOP, 100, START, 100, REBOOT, 100, DESCRIBE, 200);

    private Ec2Limits() {}

    /** An account's buckets as one of several tenants may use them; a bucket holds at least one call. */
    static Map<String, BucketSpec> bucketsSharedBy(int tenants) {
        return BUCKETS.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> share(entry.getValue(), tenants)));
    }

    private static BucketSpec share(BucketSpec whole, int tenants) {
        return new BucketSpec(Math.max(1, whole.size() / tenants), whole.refillPerSecond() / tenants);
    }

    private static List<Charge> requestAndInstances(String action) {
        return List.of(new Charge(action, false), new Charge(action + ".instances", true));
    }
}
