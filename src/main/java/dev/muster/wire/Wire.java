package dev.muster.wire;

import dev.muster.core.Identifiers;
import dev.muster.core.Output;
import dev.muster.model.Command;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.model.Effect;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.Outcome;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything the service writes, as records that lack nothing but their topic. Shared by threads. */
public final class Wire {
    private static final String SOURCE = "/muster/";

    private final Contracts contracts;

    public Wire(Contracts contracts) {
        this.contracts = contracts;
    }

    /**
     * A record to send.
     *
     * @param value null says that the key is forgotten
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    public record Message(String key, byte @Nullable [] value, Map<String, byte[]> headers) {}

    /** For the events topic. */
    public Message event(Event event) {
        String resource = event.head().resource().text();
        return event(event, resource, resource);
    }

    private Message event(Event event, String resource, String key) {
        var head = event.head();
        var context = new CloudEventHeaders(
                Identifiers.eventId(resource, head.sequence()).toString(),
                SOURCE + head.resource().scope().text(),
                Contracts.EVENTS + "." + event.getClass().getSimpleName(),
                head.at(),
                resource,
                head.traceparent());
        return avro(key, contracts.events().encode(event), context);
    }

    /** For the errors topic; the key is the command's id, or else the resource. */
    public Message error(Output.Error error, Scope scope) {
        return error(error.failure(), scope.text(), "", error.at(), error.traceparent());
    }

    /** For the errors topic. */
    public Message error(Decoded.Rejected rejected) {
        return error(rejected.failure(), rejected.origin(), rejected.place(), rejected.at(), rejected.traceparent());
    }

    private Message error(Failure failure, String origin, String place, Instant at, @Nullable String traceparent) {
        String command = failure.commandId();
        String subject = failure.resource() != null ? failure.resource() : command == null ? null : command;
        String about = command != null ? command : failure.resource() + "|" + at.toEpochMilli() + "|" + place;
        var context = new CloudEventHeaders(
                Identifiers.uuid5("error|" + origin + "/" + about + "|" + failure.code())
                        .toString(),
                SOURCE + origin,
                Contracts.ERROR,
                at,
                subject,
                traceparent);
        String key = command != null ? command : subject != null ? subject : origin;
        return avro(key, contracts.errors().encode(failure), context);
    }

    /** For the state topic. */
    public Message snapshot(Output.Snapshot output) {
        InstanceSnapshot snapshot = output.snapshot();
        String name = output.resource().text();
        if (snapshot == null) {
            return new Message(name, null, Map.of());
        }
        String version = snapshot.sequence() + "|" + snapshot.version() + "|"
                + snapshot.updatedAt().toEpochMilli();
        var context = new CloudEventHeaders(
                Identifiers.uuid5("state|" + name + "|" + version).toString(),
                SOURCE + output.resource().scope().text(),
                Contracts.SNAPSHOT,
                snapshot.updatedAt(),
                name,
                null);
        return avro(name, contracts.snapshots().encode(snapshot), context);
    }

    /** For the asker's own topic and partition, which {@code reply} names; keyed as the same answer elsewhere. */
    public Message reply(Output.Reply reply, Scope scope, Instant at) {
        if (reply.succeeded() != null) {
            ResourceName command = reply.succeeded().head().resource();
            return answering(event(reply.succeeded(), command.text(), command.id()), reply.to());
        }
        if (reply.failed() != null) {
            return answering(error(reply.failed(), scope.text(), "", at, null), reply.to());
        }
        throw new IllegalArgumentException("a reply has an answer");
    }

    /** For the asker's own topic, where the refused record named one: {@code rejected.reply()} is not null. */
    public Message reply(Decoded.Rejected rejected, ReplyTo to) {
        return answering(error(rejected), to);
    }

    private static Message answering(Message answer, ReplyTo to) {
        ReplyHeaders.answer(answer.headers(), to);
        return answer;
    }

    /** For the internal topic that carries commands to their scope. */
    public Message envelope(CommandEnvelope envelope) {
        return internal(envelope.scope(), contracts.envelopes().encode(envelope), envelope.traceparent());
    }

    public Message effect(Effect effect) {
        return internal(effect.scope(), contracts.effects().encode(effect), effect.traceparent());
    }

    /** @param traceparent of the effect that it is the outcome of */
    public Message outcome(Outcome outcome, @Nullable String traceparent) {
        return internal(outcome.scope(), contracts.outcomes().encode(outcome), traceparent);
    }

    private static Message internal(Scope scope, byte[] value, @Nullable String traceparent) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        CloudEventHeaders.put(headers, CloudEventHeaders.TRACEPARENT, traceparent);
        return new Message(scope.text(), value, headers);
    }

    /**
     * A command as a client sends it.
     *
     * @param source who sends it, as a URI reference, e.g. {@code /muster/cli}
     * @param reply where the answer is awaited; null for nowhere
     */
    public Message command(Command command, String commandId, String source, Instant at, @Nullable ReplyTo reply) {
        String type = Contracts.COMMANDS + "." + command.getClass().getSimpleName();
        var context = new CloudEventHeaders(commandId, source, type, at, command.name(), null);
        Message message = avro(command.name(), contracts.commands().encode(command), context);
        if (reply != null) {
            ReplyHeaders.ask(message.headers(), reply);
        }
        return message;
    }

    private static Message avro(String key, byte[] value, CloudEventHeaders context) {
        return new Message(key, value, context.with(CloudEventHeaders.AVRO));
    }
}
