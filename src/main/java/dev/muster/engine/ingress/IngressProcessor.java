package dev.muster.engine.ingress;

import dev.muster.core.admission.Admission;
import dev.muster.engine.Outgoing;
import dev.muster.engine.PutAside;
import dev.muster.engine.Sink;
import dev.muster.engine.Wiring;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.Failure;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.provider.ComputeProvider;
import dev.muster.wire.Decoded;
import dev.muster.wire.Incoming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record of a commands topic into a command on its way to its scope, or into exactly one typed error. Stateless, so
 * users may partition as they like; from here on the scope is the key.
 */
public final class IngressProcessor implements Processor<byte[], byte[], byte[], Object> {
    /** Names it in the topology. */
    public static final String STAGE = "ingress";

    private static final Logger LOG = Logger.getLogger(IngressProcessor.class);

    private final Wiring wiring;
    private ProcessorContext<byte[], Object> context;

    public IngressProcessor(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        Instant now = wiring.clock().instant();
        Incoming incoming = PutAside.incoming(source.topic(), record, now);
        for (Outgoing outgoing : read(incoming, source)) {
            context.forward(
                    outgoing.toRecord(now.toEpochMilli()), outgoing.sink().of(STAGE));
        }
    }

    private List<Outgoing> read(Incoming incoming, RecordMetadata source) {
        try {
            var decoded = wiring.decoder().decode(incoming);
            if (decoded instanceof Decoded.Command command) {
                return admit(command.envelope());
            }
            return reject(at((Decoded.Rejected) decoded, source), "unknown", incoming, source);
        } catch (RuntimeException | StackOverflowError e) {
            return reject(at(bug(incoming, e), source), "unknown", incoming, source);
        }
    }

    private static Decoded.Rejected at(Decoded.Rejected rejected, RecordMetadata source) {
        return rejected.readAt(source.partition(), source.offset());
    }

    private List<Outgoing> admit(CommandEnvelope envelope) {
        String verb = envelope.command().verb().name();
        Failure refusal = refusal(envelope);
        if (refusal != null) {
            return reject(Decoded.Rejected.of(envelope, refusal), verb, null, null);
        }
        wiring.metrics().command(verb, "ROUTED");
        return List.of(Outgoing.to(Sink.SCOPE, wiring.wire().envelope(envelope)));
    }

    private @Nullable Failure refusal(CommandEnvelope envelope) {
        ComputeProvider provider = wiring.accounts().provider(envelope.scope());
        return provider == null
                ? wiring.accounts().refusal(envelope.scope())
                : Admission.refuse(envelope.command(), provider.profile());
    }

    /** One error; the answer to whoever waits for one; and where it was unreadable, the record itself. */
    private List<Outgoing> reject(
            Decoded.Rejected rejected, String verb, @Nullable Incoming incoming, @Nullable RecordMetadata source) {
        wiring.metrics().command(verb, rejected.failure().code());
        LOG.infof(
                "refused verb=%s code=%s of=%s command=%s trace=%s",
                verb, rejected.failure().code(), rejected.origin(), rejected.commandId(), rejected.traceparent());
        var all = new ArrayList<Outgoing>();
        all.add(Outgoing.to(Sink.ERRORS, wiring.wire().error(rejected)));
        if (rejected.reply() != null
                && wiring.replyTopics().isOpen(rejected.reply().topic())) {
            all.add(Outgoing.reply(rejected.reply(), wiring.wire().reply(rejected, rejected.reply())));
        }
        if (rejected.deadLetter() && incoming != null && source != null) {
            var letter = wiring.deadLetters().of(incoming, rejected.failure(), source.partition(), source.offset());
            all.add(Outgoing.to(Sink.DEAD_LETTERS, letter));
        }
        return all;
    }

    private static Decoded.Rejected bug(Incoming incoming, Throwable failure) {
        LOG.errorf(
                "put aside a command topic=%s trace=%s%n%s",
                incoming.topic(), PutAside.traceOf(failure), PutAside.wayOf(failure));
        return new Decoded.Rejected(
                PutAside.bug(failure, EffectLeft.NONE), incoming.topic(), incoming.receivedAt(), null, null, true, "");
    }
}
