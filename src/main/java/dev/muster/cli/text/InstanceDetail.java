package dev.muster.cli.text;

import dev.muster.model.Event.Identity;
import dev.muster.model.Event.Observed;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.InstanceTypeKey;
import dev.muster.model.Market;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that is known of one instance: desired, identity and observed apart. What is absent is left out. */
public final class InstanceDetail {
    private final Instant now;
    private final ZoneId zone;
    private final List<String> lines = new ArrayList<>();

    private InstanceDetail(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    public static List<String> lines(InstanceSnapshot instance, Instant now, ZoneId zone) {
        var detail = new InstanceDetail(now, zone);
        detail.all(instance);
        return detail.lines;
    }

    private void all(InstanceSnapshot instance) {
        lines.add(instance.resource().text());
        fact("state", instance.lifecycle());
        fact("reason", instance.reason());
        fact("failure", instance.failureCode());
        fact("version", instance.version());
        fact("generation", instance.generation());
        fact("events", instance.sequence());
        fact("updated", moment(instance.updatedAt()));
        desired(instance.desired());
        identity(instance.identity());
        observed(instance.observed());
        var projection = instance.tagProjection();
        if (projection != null) {
            lines.add("tags at the provider");
            fact("projected", projection.level());
            fact("left out", String.join(", ", projection.leftOut()));
        }
    }

    private void desired(InstanceSnapshot.Desired desired) {
        lines.add("desired");
        fact("power", desired.power());
        fact("types", words(desired.types().stream().map(InstanceDetail::type).toList()));
        fact("markets", words(desired.markets().stream().map(Market::word).toList()));
        fact("zones", words(desired.zones()));
        fact("image", desired.image());
        fact("tags", tags(desired.tags()));
        fact("expires", moment(desired.expiresAt()));
        fact("created by", "command " + desired.createdBy());
    }

    private void identity(@Nullable Identity identity) {
        lines.add("identity");
        if (identity == null) {
            lines.add("  none yet: the provider has not answered");
            return;
        }
        var placement = identity.placement();
        fact("provider id", identity.providerId());
        fact("provider", placement.provider());
        fact("type", type(identity.type()));
        fact("market", identity.market().word());
        fact("zone", placement.zoneName());
        fact("zone id", placement.zoneId());
        fact("network", placement.network());
        fact("subnet", placement.subnet());
        fact("upstream", placement.upstreamCloud());
        fact("topology", String.join(" / ", placement.topologyPath()));
        fact("found by", identity.findKey());
        fact("launch index", identity.launchIndex());
        fact("bound", moment(identity.boundAt()));
    }

    private void observed(@Nullable Observed observed) {
        lines.add("observed");
        if (observed == null) {
            lines.add("  nothing yet");
            return;
        }
        fact("raw state", observed.rawState());
        fact("raw reason", observed.rawReason());
        fact("health", observed.health());
        fact("private ip", observed.privateIp());
        fact("public ip", observed.publicIp());
        fact("launched", moment(observed.launchedAt()));
        fact("interrupt", moment(observed.interruptAt()));
        fact("observed", moment(observed.observedAt()) + ", " + observed.source());
    }

    private void fact(String name, @Nullable Object value) {
        String text = Plain.of(value);
        if (!text.isEmpty()) {
            lines.add("  " + Table.padded(name, 13) + text);
        }
    }

    private String moment(@Nullable Instant instant) {
        if (instant == null) {
            return "";
        }
        boolean past = !instant.isAfter(now);
        String away = DurationText.age(past ? Duration.between(instant, now) : Duration.between(now, instant));
        return Plain.time(instant, zone) + (past ? " (" + away + " ago)" : " (in " + away + ")");
    }

    private static String type(InstanceTypeKey type) {
        return type.name() + (type.variant() == null ? "" : " " + type.variant());
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "any" : String.join(", ", words);
    }

    private static String tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(", "));
    }
}
