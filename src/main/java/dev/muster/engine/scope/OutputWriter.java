package dev.muster.engine.scope;

import dev.muster.core.Output;
import dev.muster.engine.Outgoing;
import dev.muster.engine.Sink;
import dev.muster.engine.Wiring;
import dev.muster.model.Scope;
import java.time.Instant;
import java.util.List;

/** Writes what the core decided as records. Nothing is sent yet, so that whatever fails here fails without a trace. */
final class OutputWriter {
    private final Wiring wiring;

    OutputWriter(Wiring wiring) {
        this.wiring = wiring;
    }

    /** Appends the record of an output, if it is one that is sent. */
    void write(Output output, Scope scope, Instant at, List<Outgoing> to) {
        var wire = wiring.wire();
        if (output instanceof Output.Event event) to.add(Outgoing.to(Sink.EVENTS, wire.event(event.event())));
        else if (output instanceof Output.Error error) to.add(Outgoing.to(Sink.ERRORS, wire.error(error, scope)));
        else if (output instanceof Output.Snapshot state) to.add(Outgoing.to(Sink.STATE, wire.snapshot(state)));
        else if (output instanceof Output.Effect effect) writeEffect(effect, to);
        else if (output instanceof Output.Reply reply) writeReply(reply, scope, at, to);
        else if (output instanceof Output.Counted counted) wiring.metrics().noted(counted.counter());
        else if (output instanceof Output.Waited waited) wiring.metrics().waited(waited.kind(), waited.age());
        else if (!(output instanceof Output.TimerSet))
            throw new IllegalArgumentException(
                    "no record for " + output.getClass().getName());
    }

    private void writeEffect(Output.Effect effect, List<Outgoing> to) {
        wiring.metrics().issued(effect.effect().call());
        to.add(Outgoing.to(Sink.EFFECTS, wiring.wire().effect(effect.effect())));
    }

    private void writeReply(Output.Reply reply, Scope scope, Instant at, List<Outgoing> to) {
        if (wiring.replyTopics().isOpen(reply.to().topic())) {
            to.add(Outgoing.reply(reply.to(), wiring.wire().reply(reply, scope, at)));
        } else {
            wiring.metrics().skipped("reply-topic-closed");
        }
    }
}
