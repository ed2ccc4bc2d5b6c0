package dev.muster.core.scope;

import dev.muster.core.Output;
import dev.muster.core.instance.InstanceDecision.Done;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.CommandRecord;
import dev.muster.core.state.CommandRecord.ItemFailure;
import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.ItemResult;
import dev.muster.model.ResourceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the results of a command's instances, and answers it once. */
final class Answers {
    /** A command's own events: accepted, then its success. */
    static final long ACCEPTED_SEQUENCE = 1;

    static final long ANSWERED_SEQUENCE = 2;

    private Answers() {}

    static void itemDone(Turn turn, Done done) {
        CommandRecord record = turn.get(Tables.COMMANDS, done.commandId());
        if (record == null || record.isAnswered()) {
            return;
        }
        var failures = record.failures();
        Failure first = record.firstFailure();
        if (done.failure() != null) {
            failures = new ArrayList<>(failures);
            failures.add(new ItemFailure(
                    done.index(), done.failure().code(), done.failure().effect()));
            first = first == null ? done.failure() : first;
        }
        int remaining = record.remaining() - 1;
        var next = Records.progressed(record, remaining, failures, first);
        turn.put(Tables.COMMANDS, record.commandId(), next);
        if (remaining == 0) {
            answer(turn, next, false);
        }
    }

    /** Answers a command all of whose instances have a result. */
    static void answer(Turn turn, CommandRecord record, boolean dryRun) {
        Failure failure = record.firstFailure() == null ? null : combined(turn, record, record.firstFailure());
        var succeeded = failure == null ? succeeded(turn, record, dryRun) : null;
        var answered = Records.answered(record, succeeded, failure);
        turn.put(Tables.COMMANDS, record.commandId(), answered);
        if (record.deadline() != null) {
            turn.noTimer(Timers.command(record.commandId())); // Without one no timer was set, and none needs deleting.
        }
        send(turn, answered, record.reply());
    }

    /** Sends a known answer once more: to the topics under the same event id, and to whoever asks this time. */
    static void send(Turn turn, CommandRecord record, @Nullable ReplyTo reply) {
        if (record.succeeded() != null) {
            turn.tell(record.succeeded());
        }
        if (record.failed() != null) {
            turn.send(new Output.Error(record.failed(), turn.now, record.traceparent()));
        }
        if (reply != null) {
            turn.send(new Output.Reply(reply, record.succeeded(), record.failed()));
        }
    }

    private static Event.CommandSucceeded succeeded(Turn turn, CommandRecord record, boolean dryRun) {
        var head = new Event.Head(
                ResourceName.command(turn.scope, record.commandId()),
                ANSWERED_SEQUENCE,
                turn.now,
                record.commandId(),
                record.traceparent());
        return new Event.CommandSucceeded(head, record.verb(), dryRun, items(turn, record));
    }

    private static Failure combined(Turn turn, CommandRecord record, Failure first) {
        if (record.instances() == 1) {
            return first.about(
                    record.commandId(),
                    ResourceName.instance(turn.scope, record.idOf(0)).text());
        }
        int failed = record.failures().size();
        String message = failed + " of " + record.instances() + " instances failed; the first: " + first.message();
        return new Failure.Draft(first.category(), first.code(), message, left(record))
                .advice(first.advice())
                .confidence(first.confidence())
                .reach(first.scope())
                .provider(first.provider())
                .quota(first.quota())
                .violations(first.violations())
                .retryAfter(first.retryAfter())
                .blockFor(first.blockFor())
                .items(items(turn, record))
                .about(record.commandId(), null)
                .build();
    }

    private static EffectLeft left(CommandRecord record) {
        if (record.failures().size() < record.instances()) {
            return EffectLeft.PARTIAL;
        }
        boolean unknown = false;
        boolean something = false;
        for (ItemFailure failure : record.failures()) {
            unknown |= failure.left() == EffectLeft.UNKNOWN;
            something |= failure.left() != EffectLeft.NONE;
        }
        return unknown ? EffectLeft.UNKNOWN : something ? EffectLeft.PARTIAL : EffectLeft.NONE;
    }

    private static List<ItemResult> items(Turn turn, CommandRecord record) {
        Map<Integer, String> failed = new HashMap<>();
        record.failures().forEach(failure -> failed.put(failure.index(), failure.code()));
        var items = new ArrayList<ItemResult>(record.instances());
        for (int index = 0; index < record.instances(); index++) {
            String resource =
                    ResourceName.instance(turn.scope, record.idOf(index)).text();
            items.add(new ItemResult(index, resource, failed.getOrDefault(index, "OK")));
        }
        return items;
    }
}
