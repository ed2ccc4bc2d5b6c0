package dev.muster.core.scope;

import dev.muster.core.state.CommandRecord;
import dev.muster.core.state.CommandRecord.ItemFailure;
import dev.muster.model.Command;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.Event.CommandSucceeded;
import dev.muster.model.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a command's record. */
final class Records {
    private Records() {}

    static CommandRecord opened(CommandEnvelope envelope, Instant now) {
        Command command = envelope.command();
        Integer count = command instanceof CreateInstance create ? create.count() : null;
        return new CommandRecord(
                envelope.commandId(),
                envelope.bodyDigest(),
                command.verb(),
                command.name(),
                count,
                now,
                command.deadline(),
                count == null ? 1 : count,
                List.of(),
                null,
                envelope.reply(),
                envelope.traceparent(),
                null,
                null);
    }

    static CommandRecord progressed(
            CommandRecord record, int remaining, List<ItemFailure> failures, @Nullable Failure first) {
        return new CommandRecord(
                record.commandId(),
                record.bodyDigest(),
                record.verb(),
                record.stem(),
                record.count(),
                record.acceptedAt(),
                record.deadline(),
                remaining,
                failures,
                first,
                record.reply(),
                record.traceparent(),
                null,
                null);
    }

    static CommandRecord answered(
            CommandRecord record, @Nullable CommandSucceeded succeeded, @Nullable Failure failed) {
        return new CommandRecord(
                record.commandId(),
                record.bodyDigest(),
                record.verb(),
                record.stem(),
                record.count(),
                record.acceptedAt(),
                record.deadline(),
                0,
                record.failures(),
                null,
                record.reply(),
                record.traceparent(),
                succeeded,
                failed);
    }
}
