package dev.muster.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything two launches must share to go out in one call, but for the candidate (type, zone, market) that is tried.
 *
 * @param candidates what to try, the best first; never empty
 */
public record LaunchTemplate(
        List<Candidate> candidates,
        @Nullable String image,
        @Nullable String subnet,
        List<String> securityGroups,
        @Nullable String keyName,
        @Nullable Integer rootVolumeGib,
        Map<String, String> tags,
        @Nullable UserData userData) {
    public LaunchTemplate {
        candidates = List.copyOf(candidates);
        securityGroups = List.copyOf(securityGroups);
        tags = Map.copyOf(tags);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("a launch has at least one candidate");
        }
    }

    /** One way to have it; {@code zone} is the provider's zone name, null for any zone. */
    public record Candidate(InstanceTypeKey type, @Nullable String zone, Market market) {}
}
