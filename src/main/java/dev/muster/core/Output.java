package dev.muster.core;

import dev.muster.core.state.Timer;
import dev.muster.model.Call;
import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.model.Event.CommandSucceeded;
import dev.muster.model.Failure;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.ResourceName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a decision sends out. All outputs of one decision become visible together with its state, or not at all. */
public sealed interface Output {
    record Event(dev.muster.model.Event event) implements Output {}

    /** A command's terminal result is a failure; {@code key} is the command id. */
    record Error(Failure failure, Instant at, @Nullable String traceparent) implements Output {}

    /** The public state of a resource; null says that it is forgotten. */
    record Snapshot(ResourceName resource, @Nullable InstanceSnapshot snapshot) implements Output {}

    record Effect(dev.muster.model.Effect effect) implements Output {}

    /** A terminal result for the asker's own topic; exactly one of the two is set. */
    record Reply(
            ReplyTo to,
            @Nullable CommandSucceeded succeeded,
            @Nullable Failure failed) implements Output {}

    /** A timer was journaled, in place of any of the same id; the host sees to its firing. */
    record TimerSet(Timer timer) implements Output {}

    /** Something worth counting that changes nothing, e.g. a stale observation. */
    record Counted(Counter counter) implements Output {}

    /**
     * The queue of a kind of call was due, and was looked at.
     *
     * @param age how long the oldest in it has waited; it now goes out, or waits on because limits do not allow it
     */
    record Waited(Call.Kind kind, Duration age) implements Output {}

    enum Counter {
        COMMAND_REPEATED,
        OBSERVATION_STALE,
        OUTCOME_STALE,
        OUTCOME_OF_CLOSED_CALL,
        CALL_REDRIVEN,
        LAUNCH_INDEX_MISSING
    }
}
