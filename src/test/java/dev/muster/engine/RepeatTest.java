package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Effect;
import dev.muster.model.Event;
import dev.muster.model.LifecycleState;
import dev.muster.model.Outcome;
import dev.muster.model.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that come twice, late, in another order, or for nothing that is known. */
class RepeatTest {
    @TempDir
    Path directory;

    private DrivenEngine engine;

    @BeforeEach
    void start() {
        engine = DrivenEngine.start(directory);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void theSameCommandGetsTheSameAnswer() {
        engine.send(Post.create("make", "trainer"));
        engine.pass(Duration.ofSeconds(10));
        var first = answersOf("make");
        int effects = engine.effects().size();

        engine.send(Post.create("make", "trainer").key("another"));

        assertThat(first).hasSize(1);
        var both = answersOf("make");
        assertThat(both).hasSize(2);
        assertThat(both.get(1)).isEqualTo(both.get(0));
        assertThat(both.get(1).header("ce_id")).isEqualTo(first.get(0).header("ce_id"));
        assertThat(engine.effects()).hasSize(effects);
    }

    @Test
    void aRefusalIsRepeatedToo() {
        engine.send(Post.act("stop", "Stop", "nobody"), Post.act("stop", "Stop", "nobody"));

        assertThat(engine.errors()).hasSize(2);
        assertThat(engine.errors().get(1).value())
                .isEqualTo(engine.errors().get(0).value());
        assertThat(engine.errors().get(1).header("ce_id"))
                .isEqualTo(engine.errors().get(0).header("ce_id"));
    }

    @Test
    void aRepeatedCommandThatIsStillUnderWayWaitsForItsOneAnswer() {
        engine.send(Post.create("make", "trainer"), Post.create("make", "trainer"));
        engine.pass(Duration.ofSeconds(10));

        assertThat(answersOf("make")).hasSize(1);
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(1);
    }

    @Test
    void aReplyGoesToWhoeverAsks() {
        engine.send(asking("make", "0A"), asking("also", "0B"));
        engine.pass(Duration.ofSeconds(10));
        engine.send(asking("make", "0C"));

        Map<String, Event> replies = new HashMap<>();
        engine.replies()
                .forEach(told -> replies.put(
                        told.header("REPLY_CORRELATION_ID"),
                        DrivenEngine.CONTRACTS.events().decode(told.value())));
        assertThat(engine.replies()).hasSize(3);
        assertThat(replies).containsOnlyKeys("0A", "0B", "0C");
        assertThat(replies.get("0C")).isEqualTo(replies.get("0A")).isNotEqualTo(replies.get("0B"));
    }

    @Test
    void aReplyTopicThatIsNotThereIsLeftOut() {
        engine.send(Post.create("make", "trainer").header("REPLY_TOPIC", "nobody.replies"));
        engine.pass(Duration.ofSeconds(10));

        assertThat(engine.replies()).isEmpty();
        assertThat(answersOf("make")).hasSize(1);
        assertThat(engine.registry()
                        .counter("muster.skipped", "what", "reply-topic-closed")
                        .count())
                .isEqualTo(1);
    }

    /** Users' producers hash as they like: the commands of one instance may come in any order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void inWhateverOrderCommandsComeEachIsAnsweredOnce(long seed) {
        var posts = new ArrayList<>(List.of(
                Post.create("a1", "a"),
                Post.act("a2", "Stop", "a"),
                Post.act("a3", "Start", "a"),
                Post.create("b1", "b", "\"count\":2"),
                Post.act("b2", "Terminate", "b-1"),
                Post.create("b3", "b", "\"count\":2"),
                Post.act("a4", "Terminate", "a")));
        Collections.shuffle(posts, new Random(seed));
        var random = new Random(seed);
        for (Post post : posts) {
            engine.send(post.key("k" + random.nextInt()));
            engine.pass(Duration.ofMillis(random.nextInt(3_000)));
        }
        engine.pass(Duration.ofSeconds(120));

        Map<String, Integer> answers = new HashMap<>();
        engine.errors().forEach(told -> answers.merge(told.key(), 1, Integer::sum));
        engine.events().stream()
                .map(Told::value)
                .filter(Event.CommandSucceeded.class::isInstance)
                .forEach(event -> answers.merge(event.head().commandId(), 1, Integer::sum));
        assertThat(answers.keySet()).containsExactlyInAnyOrder("a1", "a2", "a3", "a4", "b1", "b2", "b3");
        assertThat(answers.values()).containsOnly(1);
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize((int) running());
    }

    @Test
    void anOutcomeThatComesTwiceChangesNothingMore() {
        engine.send(Post.create("make", "trainer", "\"count\":3"));
        engine.pass(Duration.ofSeconds(10));
        var events = List.copyOf(engine.events());

        engine.outcomeRecords().forEach(told -> engine.deliver(told.value()));
        engine.pass(Duration.ofSeconds(10));

        assertThat(engine.events()).isEqualTo(events);
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(3);
    }

    @Test
    void anOldAttemptsFailureDoesNotEndTheNewOne() {
        engine.withoutExecutor().send(Post.create("make", "trainer"));
        engine.pass(Duration.ofSeconds(50));
        assertThat(engine.effects()).hasSize(2);
        Effect old = engine.effects().get(0).value();

        engine.deliver(Outcomes.failed(old, Outcome.Class.INVALID));
        assertThat(engine.errors()).isEmpty();

        engine.executorReturns();
        engine.pass(Duration.ofSeconds(10));
        assertThat(answersOf("make")).hasSize(1);
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(1);
    }

    @Test
    void outcomesInTheWrongOrderComeToTheSame() {
        engine.withoutExecutor().send(Post.create("make", "trainer", "\"count\":2"));
        engine.pass(Duration.ofSeconds(50));
        List<Outcome> late = new ArrayList<>();
        engine.effects()
                .forEach(told ->
                        late.addAll(engine.runner().run(told.value()).await().atMost(Duration.ofSeconds(5))));
        Collections.reverse(late);

        late.forEach(engine::deliver);
        engine.executorReturns();
        engine.pass(Duration.ofSeconds(20));

        assertThat(answersOf("make")).hasSize(1);
        assertThat(engine.errors()).isEmpty();
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(2);
    }

    @Test
    void anOutcomeOfNothingThatIsKnownIsCountedAndNoMore() {
        engine.send(Post.create("make", "trainer"));
        engine.pass(Duration.ofSeconds(10));
        int events = engine.events().size();
        Effect made = engine.effects().get(0).value();

        engine.deliver(Outcomes.failed(of(made, UUID.randomUUID(), made.scope()), Outcome.Class.INVALID));
        engine.deliver(
                Outcomes.failed(of(made, made.effectId(), new Scope("acme", "gone", "mars")), Outcome.Class.INVALID));

        assertThat(engine.events()).hasSize(events);
        assertThat(engine.errors()).isEmpty();
        assertThat(engine.deadLetters()).isEmpty();
        assertThat(count("muster.core", "what", "OUTCOME_OF_CLOSED_CALL")).isEqualTo(1);
        assertThat(count("muster.skipped", "what", "outcome-of-unknown-scope")).isEqualTo(1);
    }

    private double count(String name, String... tags) {
        return engine.registry().counter(name, tags).count();
    }

    private static Effect of(Effect effect, UUID id, Scope scope) {
        return new Effect(
                id,
                effect.attempt(),
                scope,
                effect.issuedAt(),
                effect.notAfter(),
                effect.callTimeout(),
                effect.traceparent(),
                effect.executorVersionMin(),
                effect.call());
    }

    private static Post asking(String id, String correlation) {
        return Post.create(id, id)
                .header("REPLY_TOPIC", DrivenEngine.REPLIES)
                .header("REPLY_CORRELATION_ID", correlation);
    }

    private List<Told<Event>> answersOf(String commandId) {
        return engine.events().stream()
                .filter(told -> told.value() instanceof Event.CommandSucceeded succeeded
                        && commandId.equals(succeeded.head().commandId()))
                .toList();
    }

    private long running() {
        Map<String, LifecycleState> states = new HashMap<>();
        engine.snapshots().forEach(told -> states.put(told.key(), told.value().lifecycle()));
        return states.values().stream().filter(LifecycleState::isLive).count();
    }
}
