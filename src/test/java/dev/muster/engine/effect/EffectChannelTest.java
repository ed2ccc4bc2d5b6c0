package dev.muster.engine.effect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.engine.DrivenEngine;
import dev.muster.engine.EngineMetrics;
import dev.muster.engine.Sandboxes;
import dev.muster.model.Effect;
import dev.muster.model.Outcome;
import dev.muster.model.Scope;
import dev.muster.provider.Answer;
import dev.muster.testing.SettableClock;
import dev.muster.wire.Wire;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The channel between the two topics, without the topics: records in, records and acknowledgements out. */
class EffectChannelTest {
    private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final List<String> refused = Collections.synchronizedList(new ArrayList<>());
    private final List<UniEmitter<? super Answer>> calls = Collections.synchronizedList(new ArrayList<>());
    private final UnicastProcessor<Message<byte[]>> effects = UnicastProcessor.create();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Fickle provider;
    private EffectChannel channel;
    private AssertSubscriber<Message<byte[]>> outcomes;

    @BeforeEach
    void open() {
        var clock = new SettableClock(DrivenEngine.START);
        var accounts = new Sandboxes(clock)
                .through(sandbox -> provider = new Fickle(sandbox))
                .open(DrivenEngine.ACCOUNT, List.of(DrivenEngine.TENANT), "throttling", "false")
                .accounts();
        var metrics = new EngineMetrics(registry);
        var contracts = DrivenEngine.CONTRACTS;
        channel = new EffectChannel(
                contracts, new Wire(contracts), new EffectRunner(accounts, clock, metrics, "executor-1"), metrics);
        outcomes = channel.run(effects).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    @Test
    void anEffectIsAcknowledgedOnceItsOutcomeIsStored() {
        deliver("one", Owed.launch("key", 1));

        Message<byte[]> outcome = outcome(0);
        assertThat(acknowledged).isEmpty();
        assertThat(channel.underWay()).isEqualTo(1);

        outcome.ack().toCompletableFuture().join();
        assertThat(acknowledged).containsExactly("one");
        assertThat(channel.underWay()).isZero();
    }

    @Test
    void anOutcomeThatCouldNotBeStoredRefusesItsEffect() {
        deliver("one", Owed.launch("key", 1));

        outcome(0)
                .nack(new IllegalStateException("no broker"))
                .toCompletableFuture()
                .join();

        assertThat(refused).containsExactly("one");
        assertThat(acknowledged).isEmpty();
        assertThat(channel.underWay()).isZero();
    }

    @Test
    void aLongAnswerIsAcknowledgedWithItsLastPart() {
        for (int i = 0; i < 9; i++) {
            deliver("launch", Owed.launch("key-" + i, 100));
        }
        await().until(() -> outcomes.getItems().size() == 9);
        deliver("sweep", Owed.sweep());
        await().until(() -> outcomes.getItems().size() > 10);
        var parts = outcomes.getItems().subList(9, outcomes.getItems().size());

        parts.subList(1, parts.size())
                .forEach(part -> part.ack().toCompletableFuture().join());
        assertThat(acknowledged).doesNotContain("sweep");

        parts.get(0).ack().toCompletableFuture().join();
        assertThat(acknowledged).containsExactly("sweep");
    }

    @Test
    void anOutcomeIsKeyedByItsScopeAndCarriesTheTrace() {
        deliver("one", Owed.launch("key", 1));

        Message<byte[]> outcome = outcome(0);
        var metadata = outcome.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat(metadata.getKey()).isEqualTo(DrivenEngine.SCOPE);
        assertThat(new String(metadata.getHeaders().lastHeader("traceparent").value(), UTF_8))
                .isEqualTo(Owed.TRACE);
        assertThat(decoded(outcome).outcomeClass()).isEqualTo(Outcome.Class.OK);
    }

    @Test
    void whatDoesNotDecodeIsSkippedAndAcknowledged() {
        effects.onNext(message("rubbish", new byte[] {1, 2, 3}));
        deliver("one", Owed.launch("key", 1));

        assertThat(acknowledged).containsExactly("rubbish");
        assertThat(decoded(outcome(0)).outcomeClass()).isEqualTo(Outcome.Class.OK);
        assertThat(skipped("effect-undecodable")).isEqualTo(1);
    }

    @Test
    void aScopeThatIsNotOursIsAcknowledgedWithoutAnOutcome() {
        var elsewhere = new Scope(DrivenEngine.TENANT, "nobody", DrivenEngine.REGION);
        deliver("one", Owed.of(UUID.randomUUID(), elsewhere, Owed.look("key").call()));

        await().until(() -> acknowledged.contains("one"));
        assertThat(outcomes.getItems()).isEmpty();
        assertThat(channel.underWay()).isZero();
    }

    @Test
    void deliveriesOfOneEffectFollowEachOther() {
        provider.answers(this::held);
        Effect effect = Owed.launch("key", 1);

        deliver("first", effect);
        deliver("second", effect);
        deliver("other", Owed.launch("other", 1));

        await().until(() -> calls.size() == 2);
        answer(0);
        await().until(() -> calls.size() == 3);
        assertThat(decoded(outcome(0)).effectId()).isEqualTo(effect.effectId());
    }

    @Test
    void soManyCallsAndNoMoreAreUnderWayAtOnce() {
        provider.answers(this::held);
        for (int i = 0; i < EffectChannel.CALLS_MAX + 10; i++) {
            deliver("effect-" + i, Owed.look("key-" + i));
        }

        assertThat(calls).hasSize(EffectChannel.CALLS_MAX);
        answer(0);
        await().until(() -> calls.size() == EffectChannel.CALLS_MAX + 1);
    }

    /** A bug that reaches the channel must not end it: there is one for all calls. */
    @Test
    void aBugInOneCallLeavesTheOthersAlone() {
        provider.breaks();
        deliver("bad", Owed.look("key"));
        provider.mends();
        deliver("good", Owed.look("key"));

        outcome(0).ack().toCompletableFuture().join();
        assertThat(acknowledged).containsExactly("bad", "good");
        assertThat(skipped("effect-failed")).isEqualTo(1);
        assertThat(channel.underWay()).isZero();
        outcomes.assertNotTerminated();
    }

    private Uni<Answer> held() {
        return Uni.createFrom().emitter(calls::add);
    }

    private void answer(int call) {
        calls.get(call).complete(Answer.of(List.of(), "request-" + call));
    }

    private void deliver(String name, Effect effect) {
        effects.onNext(message(name, DrivenEngine.CONTRACTS.effects().encode(effect)));
    }

    private Message<byte[]> message(String name, byte[] value) {
        return Message.of(
                value,
                () -> {
                    acknowledged.add(name);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    refused.add(name);
                    return CompletableFuture.completedFuture(null);
                });
    }

    private Message<byte[]> outcome(int index) {
        await().until(() -> outcomes.getItems().size() > index);
        return outcomes.getItems().get(index);
    }

    private static Outcome decoded(Message<byte[]> message) {
        return DrivenEngine.CONTRACTS.outcomes().decode(message.getPayload());
    }

    private double skipped(String what) {
        return registry.get("muster.skipped").tag("what", what).counter().count();
    }
}
