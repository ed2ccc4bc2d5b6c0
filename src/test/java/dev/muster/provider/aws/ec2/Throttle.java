package dev.muster.provider.aws.ec2;

import dev.muster.provider.aws.ec2.Bucket.Rate;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * EC2's request and resource buckets of one account in one region. Every API has its own; both kinds must hold, and a
 * refused call takes nothing. Source: EC2 Developer Guide, "Request throttling for the Amazon EC2 API".
 */
public final class Throttle {
    private static final String RESOURCES = ".resources";
    private static final Rate FILTERED_OR_PAGED = new Rate(100, 20);
    private static final Rate UNFILTERED_UNPAGED = new Rate(50, 10);
    private static final Rate OTHER_MUTATING = new Rate(50, 5);

    private static final Map<String, Rate> RATES = Map.of(
            "RunInstances",
            new Rate(5, 2),
            "RunInstances" + RESOURCES,
            new Rate(1000, 2),
            "StartInstances",
            new Rate(5, 2),
            "StartInstances" + RESOURCES,
            new Rate(1000, 2),
            "TerminateInstances",
            new Rate(100, 5),
            "TerminateInstances" + RESOURCES,
            new Rate(1000, 20),
            "StopInstances",
            new Rate(50, 5),
            "StopInstances" + RESOURCES,
            new Rate(1000, 20),
            "CreateTags",
            new Rate(100, 10));

    /** The part of Describe* that answers from a smaller bucket when asked for everything at once. */
    private static final Set<String> LARGE_ANSWERS = Set.of("DescribeInstances", "DescribeInstanceStatus");

    private final Map<String, Rate> overrides = new HashMap<>();
    private final Map<String, Bucket> buckets = new HashMap<>();

    /** Replaces a bucket: an action's name, with {@code .resources} for its resource bucket. */
    public synchronized void bucket(String name, double size, double refillPerSecond) {
        overrides.put(name, new Rate(size, refillPerSecond));
        buckets.remove(name);
    }

    synchronized void admit(String action, Form form, Instant now) {
        Map<String, Integer> charges = charges(action, form);
        boolean held = true;
        for (var charge : charges.entrySet()) {
            held &= bucketOf(charge.getKey(), now).holds(charge.getValue(), now);
        }
        if (!held) {
            throw new Ec2Error("RequestLimitExceeded", "Request limit exceeded.");
        }
        charges.forEach((name, amount) -> bucketOf(name, now).take(amount));
    }

    private static Map<String, Integer> charges(String action, Form form) {
        var charges = new LinkedHashMap<String, Integer>();
        if (LARGE_ANSWERS.contains(action) && !isFilteredOrPaged(form)) {
            charges.put(action + ".unfiltered", 1);
        } else {
            charges.put(action, 1);
        }
        if (action.equals("RunInstances")) {
            charges.put(action + RESOURCES, form.whole("MaxCount"));
        } else if (RATES.containsKey(action + RESOURCES)) {
            charges.put(action + RESOURCES, form.list("InstanceId").size());
        }
        return charges;
    }

    /** Ids are neither a filter nor a page: EC2's documentation names only those two. */
    private static boolean isFilteredOrPaged(Form form) {
        return form.text("Filter.1.Name").isPresent() || form.text("MaxResults").isPresent();
    }

    private Bucket bucketOf(String name, Instant now) {
        return buckets.computeIfAbsent(name, n -> new Bucket(rateOf(n), now));
    }

    private Rate rateOf(String name) {
        if (overrides.containsKey(name)) return overrides.get(name);
        if (RATES.containsKey(name)) return RATES.get(name);
        if (name.endsWith(".unfiltered")) return UNFILTERED_UNPAGED;
        return name.startsWith("Describe") ? FILTERED_OR_PAGED : OTHER_MUTATING;
    }
}
