package dev.muster.model;

import dev.muster.model.Event.Identity;
import dev.muster.model.Event.Observed;
import dev.muster.model.Event.Projection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The compacted public state of one instance: what was asked, which machine it is, and what the provider last said, kept
 * apart. A view is computed from the three; nothing is merged.
 *
 * @param lifecycle the state in our words
 * @param reason why it ended; null while it has not
 * @param failureCode our code of the failure that ended it; null if none did
 * @param sequence of the last event
 */
public record InstanceSnapshot(
        ResourceName resource,
        int generation,
        long version,
        long sequence,
        LifecycleState lifecycle,
        @Nullable TerminationReason reason,
        @Nullable String failureCode,
        Desired desired,
        @Nullable Identity identity,
        @Nullable Observed observed,
        @Nullable Projection tagProjection,
        Instant updatedAt) {

    /** What the commands asked for. */
    public record Desired(
            Power power,
            List<InstanceTypeKey> types,
            List<Market> markets,
            List<String> zones,
            @Nullable String image,
            Map<String, String> tags,
            @Nullable Instant expiresAt,
            String createdBy) {
        public Desired {
            types = List.copyOf(types);
            markets = List.copyOf(markets);
            zones = List.copyOf(zones);
            tags = Map.copyOf(tags);
        }
    }

    public enum Power {
        RUNNING,
        STOPPED,
        TERMINATED
    }
}
