package dev.muster.wire;

import dev.muster.model.Command.CreateInstance;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.CommandEnvelope.ReplyTo;
import dev.muster.model.Failure;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a record of the commands topic turned out to be. */
public sealed interface Decoded {
    /** Well formed, and of a scope whose account is yet to be looked up. */
    record Command(CommandEnvelope envelope) implements Decoded {}

    /**
     * Not a command that goes on: to be answered with one error.
     *
     * @param failure names the command and the resource as far as they are known; never holds what was sent
     * @param origin scope text, or only the tenant where the record names no legal scope
     * @param at when it was refused
     * @param reply where the answer also goes; null for nowhere
     * @param traceparent W3C trace context of the sender; null for none
     * @param deadLetter whether the record itself goes to the dead letters: it could not be read or did not validate
     * @param place partition and offset of the record; empty where they are not known
     */
    record Rejected(
            Failure failure,
            String origin,
            Instant at,
            @Nullable ReplyTo reply,
            @Nullable String traceparent,
            boolean deadLetter,
            String place)
            implements Decoded {
        /** A well formed command that is refused all the same, e.g. for its account; no dead letter. */
        public static Rejected of(CommandEnvelope envelope, Failure refusal) {
            return new Rejected(
                    refusal.about(envelope.commandId(), resourceOf(envelope.scope(), envelope.command())),
                    envelope.scope().text(),
                    envelope.receivedAt(),
                    envelope.reply(),
                    envelope.traceparent(),
                    false,
                    "");
        }

        /** The same, as what became of one record: without a command's id nothing else tells two of one moment apart. */
        public Rejected readAt(int partition, long offset) {
            String place = partition + "/" + offset;
            return new Rejected(failure, origin, at, reply, traceparent, deadLetter, place);
        }

        /** Its id, if it is a legal one. */
        public @Nullable String commandId() {
            return failure.commandId();
        }

        /** Name of the one instance it was for. */
        public @Nullable String resource() {
            return failure.resource();
        }

        static @Nullable String resourceOf(Scope scope, dev.muster.model.Command command) {
            boolean several = command instanceof CreateInstance create && create.count() != null;
            return several || !ResourceName.isInstanceId(command.name())
                    ? null
                    : ResourceName.instance(scope, command.name()).text();
        }
    }
}
