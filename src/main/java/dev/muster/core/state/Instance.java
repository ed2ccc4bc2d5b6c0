package dev.muster.core.state;

import dev.muster.model.Event;
import dev.muster.model.Event.Projection;
import dev.muster.model.InstanceSnapshot.Desired;
import dev.muster.model.LifecycleState;
import dev.muster.model.ResourceName;
import dev.muster.model.TerminationReason;
import dev.muster.model.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One instance: what was asked ({@code desired}), how far it is known at the provider ({@code phase}), and who waits for
 * what.
 *
 * @param generation 1 for the first life under this name
 * @param version grows with every change a user can see
 * @param sequence of the last event
 * @param ending set once its end is decided, whoever decided it; never unset
 * @param creation the command that waits for it to run; null once answered
 * @param lifetime how long it may live once it is bound; null for ever
 * @param pending commands that wait for it, the oldest first, at most {@code Limits.PENDING_VERBS_MAX}
 * @param traceparent of the latest command about it
 */
public record Instance(
        ResourceName resource,
        int generation,
        long version,
        long sequence,
        LifecycleState lifecycle,
        @Nullable TerminationReason reason,
        @Nullable String failureCode,
        Desired desired,
        String specDigest,
        Phase phase,
        @Nullable TerminationReason ending,
        @Nullable Creation creation,
        List<PendingVerb> pending,
        @Nullable Duration lifetime,
        @Nullable Projection projection,
        @Nullable String traceparent,
        Instant updatedAt) {
    public Instance {
        pending = List.copyOf(pending);
    }

    /** How far the instance is known at the provider. */
    public sealed interface Phase {}

    /** In the launch queue; {@code attempt} launches were tried before. */
    public record Waiting(int attempt) implements Phase {}

    /** Member {@code index} of a launch call that is owed, under way or unanswered. */
    public record Launching(UUID callId, int index, int attempt, Instant since) implements Phase {}

    /**
     * Bound to one machine, for good.
     *
     * @param observed what the provider last said
     * @param seenRunning whether it ever ran; a provider's "pending" means starting from then on
     * @param action the verb being carried out; null for none
     * @param absences complete listings in a row that did not show it
     */
    public record Live(
            Event.Identity identity,
            Event.Observed observed,
            boolean seenRunning,
            @Nullable Action action,
            int absences)
            implements Phase {}

    /** Ended, or never made; what is left is a tombstone. */
    public record Gone(Instant at, @Nullable String providerId) implements Phase {}

    /**
     * A verb on its way.
     *
     * @param tries calls answered with a failure so far
     * @param since when the present stage began
     */
    public record Action(Verb verb, Stage stage, int tries, Instant since) {
        public enum Stage {
            /** Waiting to be batched. */
            QUEUED,
            /** In a call that is owed or under way. */
            CALLED,
            /** The provider said yes; the state is yet to follow. */
            ACCEPTED
        }
    }

    /** Instance {@code index} of a create command. */
    public record Creation(
            String commandId, int index, @Nullable Instant launchedAt) {}

    /** A command that waits for this instance; given up at {@code giveUpAt}. */
    public record PendingVerb(String commandId, Verb verb, Instant giveUpAt) {}

    public boolean isGone() {
        return phase instanceof Gone;
    }
}
