package dev.muster.core.state;

import dev.muster.model.Call;
import dev.muster.model.Failure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that is owed, under way, or unanswered. Its parameters and members never change: another zone, type or count is
 * another call.
 *
 * @param attempt how often it was issued; 0 before the first
 * @param tries issues that were answered with a failure, throttling not counted
 * @param members of a launch in launch order; of an act in the order of its provider ids; empty for reads
 * @param nextAt when its timer does something about it next
 * @param doubtSince since when its effect is unknown, and once it is searched for, since when; null without doubt
 * @param lastNotAfter lease of the latest issue; no executor starts the call after it
 * @param purpose what the answer is for
 * @param parent for a search: the launch call it looks for
 * @param entry for a launch: the queue entry it was cut from, without its members, to go back to
 * @param refused the provider's refusal after which the members go elsewhere, once a look proves that nothing was made
 */
public record OpenCall(
        UUID callId,
        Call call,
        Stage stage,
        int attempt,
        int tries,
        List<Member> members,
        Instant openedAt,
        Instant issuedAt,
        Instant lastNotAfter,
        Instant nextAt,
        @Nullable Instant doubtSince,
        Purpose purpose,
        @Nullable UUID parent,
        @Nullable LaunchEntry entry,
        @Nullable Failure refused,
        @Nullable String traceparent) {
    public OpenCall {
        members = List.copyOf(members);
    }

    public enum Purpose {
        LAUNCH,
        ACT,
        /** Reads instances in a passing state. */
        POLL,
        /** Reads everything of ours; the only listing whose silence counts. */
        SWEEP,
        /** Reads machines that two sweeps did not show. */
        LOOKUP,
        /** Reads what a launch in doubt has made. */
        SEARCH
    }

    public enum Stage {
        /** Owed, and waiting for its time, a bucket or a free place. */
        WAITING,
        /** An effect is out, and no outcome of this attempt is in. */
        ISSUED,
        /** In doubt, and being looked for at the provider. */
        SEARCHING
    }
}
