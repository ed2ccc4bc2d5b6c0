package dev.muster.cli.text;

import dev.muster.model.Event.Identity;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.LifecycleState;
import dev.muster.model.Market;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Instances, one a line; account and region are shown where they differ. */
public final class InstanceTable {
    private InstanceTable() {}

    public static List<String> lines(List<InstanceSnapshot> instances, Instant now) {
        boolean scopes = instances.stream()
                        .map(each -> each.resource().scope())
                        .distinct()
                        .count()
                > 1;
        var table = scopes
                ? new Table(
                        "NAME",
                        "ACCOUNT",
                        "REGION",
                        "STATE",
                        "TYPE",
                        "ZONE",
                        "PRIVATE IP",
                        "PUBLIC IP",
                        "AGE",
                        "VERSION")
                : new Table("NAME", "STATE", "TYPE", "ZONE", "PRIVATE IP", "PUBLIC IP", "AGE", "VERSION");
        for (var instance : instances) {
            String[] facts = {
                state(instance),
                type(instance),
                zone(instance.identity()),
                instance.observed() == null ? "" : Plain.of(instance.observed().privateIp()),
                instance.observed() == null ? "" : Plain.of(instance.observed().publicIp()),
                age(instance, now),
                Long.toString(instance.version())
            };
            var resource = instance.resource();
            String[] name = scopes
                    ? new String[] {
                        resource.id(),
                        resource.scope().account(),
                        resource.scope().region()
                    }
                    : new String[] {resource.id()};
            String[] row = new String[name.length + facts.length];
            System.arraycopy(name, 0, row, 0, name.length);
            System.arraycopy(facts, 0, row, name.length, facts.length);
            table.add(row);
        }
        return table.lines();
    }

    private static String state(InstanceSnapshot instance) {
        String why = instance.failureCode() != null ? instance.failureCode() : Plain.of(instance.reason());
        boolean ended =
                instance.lifecycle() == LifecycleState.TERMINATED || instance.lifecycle() == LifecycleState.FAILED;
        return instance.lifecycle() + (ended && !why.isEmpty() ? " " + Plain.safe(why) : "");
    }

    /** What it is; until that is known, what is wanted most. */
    private static String type(InstanceSnapshot instance) {
        Identity identity = instance.identity();
        if (identity != null) {
            return Plain.safe(identity.type().name()) + (identity.market() == Market.SPOT ? "+spot" : "");
        }
        var wanted = instance.desired().types();
        return wanted.isEmpty() ? "" : Plain.safe(wanted.get(0).name());
    }

    private static String zone(@Nullable Identity identity) {
        if (identity == null) {
            return "";
        }
        var placement = identity.placement();
        return Plain.of(placement.zoneName() != null ? placement.zoneName() : placement.zoneId());
    }

    /** Since the provider started it, or has had it. */
    private static String age(InstanceSnapshot instance, Instant now) {
        Instant since = instance.observed() == null ? null : instance.observed().launchedAt();
        if (since == null && instance.identity() != null) {
            since = instance.identity().boundAt();
        }
        return since == null ? "" : DurationText.age(Duration.between(since, now));
    }
}
