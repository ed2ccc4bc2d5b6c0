package dev.muster.core.state;

import dev.muster.model.LaunchTemplate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Instances that wait to be launched alike.
 *
 * @param candidate index of the template's candidate to try
 * @param round how many times all candidates were tried in vain
 * @param notBefore not to be batched earlier: back-off, or an earlier attempt is not yet proven to have left nothing
 * @param deadline of the command; past it the members are given up
 * @param split empty, or for half of a batch that hit a quota a name of its own, so that the halves stay apart
 */
public record LaunchEntry(
        LaunchTemplate template,
        List<Member> members,
        int candidate,
        int round,
        Instant enqueuedAt,
        Instant notBefore,
        @Nullable Instant deadline,
        String split,
        @Nullable String traceparent) {
    public LaunchEntry {
        members = List.copyOf(members);
    }
}
