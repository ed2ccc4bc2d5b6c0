package dev.muster.engine.effect;

import dev.muster.engine.EngineMetrics;
import dev.muster.engine.PutAside;
import dev.muster.model.Effect;
import dev.muster.model.Outcome;
import dev.muster.wire.Contracts;
import dev.muster.wire.Wire;
import dev.muster.wire.binding.UndecodableException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Effects in, outcomes out. Deliveries of the same effect follow each other, all others run at the same time. An effect is
 * acknowledged once the broker has its outcomes; until then it is delivered again after a crash.
 */
@ApplicationScoped
public class EffectChannel {
    public static final String EFFECTS = "effects";
    public static final String OUTCOMES = "outcomes";

    /** Calls under way at once in this process. */
    public static final int CALLS_MAX = 256;

    private static final Logger LOG = Logger.getLogger(EffectChannel.class);

    private final Contracts contracts;
    private final Wire wire;
    private final EffectRunner runner;
    private final EngineMetrics metrics;
    private final InOrder inOrder = new InOrder();
    private final AtomicInteger underWay = new AtomicInteger();

    EffectChannel(Contracts contracts, Wire wire, EffectRunner runner, EngineMetrics metrics) {
        this.contracts = contracts;
        this.wire = wire;
        this.runner = runner;
        this.metrics = metrics;
    }

    /** Effects taken and not yet acknowledged. */
    public int underWay() {
        return underWay.get();
    }

    @Incoming(EFFECTS)
    @Outgoing(OUTCOMES)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Multi<Message<byte[]>> run(Multi<Message<byte[]>> effects) {
        return effects.onItem().transformToMulti(this::run).merge(CALLS_MAX);
    }

    private Multi<Message<byte[]>> run(Message<byte[]> message) {
        Effect effect;
        try {
            effect = contracts.effects().decode(message.getPayload());
        } catch (UndecodableException e) {
            // Not one we could answer. What the core owes is in its journal, and comes again.
            metrics.skipped("effect-undecodable");
            LOG.error("skipped an effect that does not decode");
            return done(message);
        }
        underWay.incrementAndGet();
        return inOrder.run(effect.effectId(), () -> runner.run(effect))
                .onItem()
                .transformToMulti(outcomes -> outcomes.isEmpty()
                        ? given(message)
                        : Multi.createFrom().iterable(answers(message, effect.traceparent(), outcomes)))
                .onFailure()
                .recoverWithMulti(bug -> {
                    // One that got through would end the channel, and every other call with it.
                    metrics.skipped("effect-failed");
                    LOG.errorf("left an effect to the journal effect=%s%n%s", effect.effectId(), PutAside.wayOf(bug));
                    return given(message);
                });
    }

    /** Nothing to tell: the journal sees to it. */
    private Multi<Message<byte[]>> given(Message<byte[]> message) {
        return done(message).onTermination().invoke(underWay::decrementAndGet);
    }

    private static Multi<Message<byte[]>> done(Message<byte[]> message) {
        return Uni.createFrom()
                .completionStage(message::ack)
                .onFailure()
                .recoverWithNull()
                .onItem()
                .transformToMulti(acked -> Multi.createFrom().empty());
    }

    private List<Message<byte[]>> answers(
            Message<byte[]> effect, @Nullable String traceparent, List<Outcome> outcomes) {
        var pending = new AtomicInteger(outcomes.size());
        var answers = new ArrayList<Message<byte[]>>(outcomes.size());
        for (Outcome outcome : outcomes) {
            var record = wire.outcome(outcome, traceparent);
            var headers = new RecordHeaders();
            record.headers().forEach(headers::add);
            var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                    .withKey(record.key())
                    .withHeaders(headers)
                    .build();
            answers.add(Message.of(record.value())
                    .withAck(() -> pending.decrementAndGet() == 0 ? finish(effect::ack) : nothing())
                    .withNack(failure -> pending.getAndSet(0) > 0 ? finish(() -> effect.nack(failure)) : nothing())
                    .addMetadata(metadata));
        }
        return answers;
    }

    private CompletionStage<Void> finish(java.util.function.Supplier<CompletionStage<Void>> how) {
        underWay.decrementAndGet();
        return how.get();
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }
}
