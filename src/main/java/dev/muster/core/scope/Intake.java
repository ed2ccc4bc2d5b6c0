package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.Output;
import dev.muster.core.admission.Refusals;
import dev.muster.core.instance.InstanceInput;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.CommandRecord;
import dev.muster.core.state.Expiry;
import dev.muster.core.state.Instance;
import dev.muster.model.Command;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.ResourceName;
import dev.muster.model.Verb;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Takes in a command that was well formed: deduplicates, refuses what the journal forbids, journals the rest. */
final class Intake {
    private Intake() {}

    static void onCommand(Turn turn, CommandEnvelope envelope) {
        CommandRecord known = turn.get(Tables.COMMANDS, envelope.commandId());
        if (known != null) {
            onKnown(turn, known, envelope);
            return;
        }
        Command command = envelope.command();
        CommandRecord record = Records.opened(envelope, turn.now);
        turn.forgetAfter(Limits.COMMAND_MEMORY, Expiry.What.COMMAND, record.commandId());
        if (command.deadline() != null && !command.deadline().isAfter(turn.now)) {
            refuse(turn, record, Refusals.deadlinePassed());
        } else if (command instanceof CreateInstance create) {
            Creations.onCreate(turn, record, create);
        } else {
            onVerb(turn, record, command);
        }
    }

    private static void onKnown(Turn turn, CommandRecord known, CommandEnvelope envelope) {
        turn.count(Output.Counter.COMMAND_REPEATED);
        if (!known.bodyDigest().equals(envelope.bodyDigest())) {
            Failure conflict = Refusals.commandIdConflict().about(envelope.commandId(), null);
            turn.send(new Output.Error(conflict, turn.now, envelope.traceparent()));
            if (envelope.reply() != null) {
                turn.send(new Output.Reply(envelope.reply(), null, conflict));
            }
        } else if (known.isAnswered()) {
            Answers.send(turn, known, envelope.reply());
        }
    }

    private static void onVerb(Turn turn, CommandRecord record, Command command) {
        Instance instance = turn.instance(command.name());
        if (instance == null) {
            refuse(turn, record, Refusals.noSuchInstance());
            return;
        }
        if (command.expectedVersion() != null && command.expectedVersion() != instance.version()) {
            refuse(turn, record, Refusals.staleVersion(instance.version()));
            return;
        }
        accept(turn, record);
        if (command.dryRun()) {
            Answers.answer(turn, record, true);
            return;
        }
        turn.put(Tables.COMMANDS, record.commandId(), record);
        Instant giveUpAt = turn.now.plus(Limits.VERB_TIMEOUT);
        if (command.deadline() != null) {
            giveUpAt = command.deadline().isBefore(giveUpAt) ? command.deadline() : giveUpAt;
            turn.timer(Timers.command(record.commandId()), giveUpAt);
        }
        Instances.apply(
                turn,
                Copies.withTraceparent(instance, record.traceparent()),
                new InstanceInput.VerbAsked(record.commandId(), command.verb(), giveUpAt));
    }

    /** Tells that the command was accepted. */
    static void accept(Turn turn, CommandRecord record) {
        var head = new Event.Head(
                ResourceName.command(turn.scope, record.commandId()),
                Answers.ACCEPTED_SEQUENCE,
                turn.now,
                record.commandId(),
                record.traceparent());
        List<String> resources = IntStream.range(0, record.instances())
                .mapToObj(index ->
                        ResourceName.instance(turn.scope, record.idOf(index)).text())
                .toList();
        turn.tell(new Event.CommandAccepted(head, record.verb(), resources));
    }

    /** Answers with a refusal, and remembers it. */
    static void refuse(Turn turn, CommandRecord record, Failure refusal) {
        String resource = record.verb() == Verb.CREATE && record.count() != null
                ? null
                : ResourceName.instance(turn.scope, record.stem()).text();
        var answered = Records.answered(record, null, refusal.about(record.commandId(), resource));
        turn.put(Tables.COMMANDS, record.commandId(), answered);
        Answers.send(turn, answered, record.reply());
    }
}
