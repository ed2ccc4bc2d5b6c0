package dev.muster.core.state;

import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.model.Event.CommandSucceeded;
import dev.muster.model.Failure;
import dev.muster.model.Verb;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a command: enough to answer it once, and to give the same answer again.
 *
 * @param stem the instance's id, or the stem of the ids
 * @param count null for exactly one instance, named as the stem
 * @param remaining instances without a result yet; 0 once answered
 * @param failures results other than OK so far
 * @param firstFailure whole, for the answer
 * @param succeeded the answer, if it was this; at most one of the two answers is set
 * @param failed the answer, if it was this
 */
public record CommandRecord(
        String commandId,
        String bodyDigest,
        Verb verb,
        String stem,
        @Nullable Integer count,
        Instant acceptedAt,
        @Nullable Instant deadline,
        int remaining,
        List<ItemFailure> failures,
        @Nullable Failure firstFailure,
        @Nullable ReplyTo reply,
        @Nullable String traceparent,
        @Nullable CommandSucceeded succeeded,
        @Nullable Failure failed) {
    public CommandRecord {
        failures = List.copyOf(failures);
    }

    /** One instance's result; {@code left} says whether something of it may be left. */
    public record ItemFailure(int index, String code, Failure.EffectLeft left) {}

    public int instances() {
        return count == null ? 1 : count;
    }

    public String idOf(int index) {
        return count == null ? stem : stem + "-" + index;
    }

    public boolean isAnswered() {
        return succeeded != null || failed != null;
    }
}
