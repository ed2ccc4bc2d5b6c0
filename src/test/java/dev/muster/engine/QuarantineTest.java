package dev.muster.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.journal.Table;
import dev.muster.core.journal.Tables;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.Event;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Outcome;
import dev.muster.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An input on which we fail is put aside and told of; the journal stays as it was, and everything else goes on. */
class QuarantineTest {
    private static final String BROKEN = "broken";
    private static final String BROKEN_SCOPE = "acme/broken/sandbox-1";

    @TempDir
    Path directory;

    private BrokenProfile broken;
    private DrivenEngine engine;

    @BeforeEach
    void start() {
        var clock = new SettableClock(DrivenEngine.START);
        var sandboxes = new Sandboxes(clock).open(DrivenEngine.ACCOUNT, List.of(DrivenEngine.TENANT));
        sandboxes.through(sandbox -> broken = new BrokenProfile(sandbox)).open(BROKEN, List.of());
        engine = DrivenEngine.start(directory, clock, sandboxes);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aCommandOnWhichTheCoreFailsIsPutAside() {
        var before = journalOfBrokenScope();
        broken.change(BrokenProfile::withoutProvider);

        engine.send(Post.create("good", "a"), Post.createIn(BROKEN, "bad", "a"), Post.create("also-good", "b"));

        assertThat(engine.errors()).hasSize(1);
        var failure = engine.errors().get(0).value();
        assertThat(failure.commandId()).isEqualTo("bad");
        assertThat(failure.resource()).isEqualTo(BROKEN_SCOPE + "/instances/a");
        assertThat(failure.category()).isEqualTo(Category.INTERNAL);
        assertThat(failure.code()).isEqualTo("PUT_ASIDE");
        // The journal did not change, but it may have been a repetition of one that was accepted.
        assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(failure.advice()).isEqualTo(Advice.RECONCILE_FIRST);
        assertThat(engine.deadLetters()).hasSize(1);
        CommandEnvelope kept = DrivenEngine.CONTRACTS
                .envelopes()
                .decode(engine.deadLetters().get(0).value());
        assertThat(kept.commandId()).isEqualTo("bad");
        assertThat(journalOfBrokenScope()).isEqualTo(before);
        assertThat(accepted()).containsExactly("good", "also-good");
    }

    @Test
    void whatWasPutAsideCanBeSentAgainOnceTheBugIsMended() {
        broken.change(BrokenProfile::withoutProvider);
        engine.send(Post.createIn(BROKEN, "bad", "a"));
        broken.change(profile -> profile);

        engine.send(Post.createIn(BROKEN, "bad", "a"));
        engine.pass(Duration.ofSeconds(10));

        assertThat(engine.errors()).hasSize(1);
        assertThat(Sandboxes.live(BROKEN)).hasSize(1);
    }

    @Test
    void anAdapterWhoseFactsCannotBeReadStopsNobodyElse() {
        engine.send(Post.createIn(BROKEN, "fine", "a"));
        broken.change(profile -> {
            throw new IllegalStateException("no facts today");
        });

        engine.send(Post.createIn(BROKEN, "bad", "b"), Post.create("good", "a"));
        engine.pass(Duration.ofSeconds(10));

        assertThat(accepted()).containsExactly("fine", "good");
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(1);
        assertThat(engine.errors()).allSatisfy(told -> assertThat(told.value().message())
                .contains("IllegalStateException")
                .doesNotContain("no facts today"));
    }

    @Test
    void aTimerOnWhichTheCoreFailsFiresAgainAndThenRests() {
        broken.change(BrokenProfile::withoutBuckets);
        engine.send(Post.createIn(BROKEN, "stuck", "a"), Post.create("good", "a"));
        var before = journalOfBrokenScope();

        engine.pass(Duration.ofSeconds(30));

        assertThat(engine.errors()).hasSize(1);
        assertThat(engine.errors().get(0).value().resource()).isEqualTo(BROKEN_SCOPE + "/findings/scope");
        assertThat(engine.errors().get(0).value().effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(engine.deadLetters()).hasSize(1);
        assertThat(engine.deadLetters().get(0).key()).isEqualTo(BROKEN_SCOPE);
        assertThat(journalOfBrokenScope()).isEqualTo(before);
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(1);

        broken.change(profile -> profile);
        engine.pass(Duration.ofSeconds(90));

        assertThat(Sandboxes.live(BROKEN)).hasSize(1);
        assertThat(engine.events()).extracting(told -> told.value()).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(
                        Event.CommandSucceeded.class,
                        succeeded -> assertThat(succeeded.head().commandId()).isEqualTo("stuck")));
    }

    @Test
    void anOutcomeThatIsNoneIsPutAside() {
        byte[] rubbish = {1, 2, 3};
        engine.pipe("muster.outcomes", new TestRecord<>(BROKEN_SCOPE.getBytes(UTF_8), rubbish));
        engine.send(Post.create("good", "a"));

        assertThat(engine.deadLetters()).hasSize(1);
        assertThat(engine.deadLetters().get(0).value()).isEqualTo(rubbish);
        assertThat(engine.deadLetters().get(0).header("muster-reason")).contains("UNREADABLE");
        assertThat(accepted()).containsExactly("good");
    }

    @Test
    void anOutcomeUnderAnothersKeyIsPutAside() {
        engine.withoutExecutor().send(Post.create("good", "a"));
        engine.pass(Duration.ofSeconds(1));
        Outcome outcome = Outcomes.failed(engine.effects().get(0).value(), Outcome.Class.CAPACITY);
        var before = journal("");

        engine.pipe(
                "muster.outcomes",
                new TestRecord<>(
                        BROKEN_SCOPE.getBytes(UTF_8),
                        DrivenEngine.CONTRACTS.outcomes().encode(outcome)));
        engine.send();

        assertThat(engine.deadLetters()).hasSize(1);
        assertThat(journal("")).isEqualTo(before);
    }

    private List<String> accepted() {
        return engine.events().stream()
                .map(Told::value)
                .filter(Event.CommandAccepted.class::isInstance)
                .map(event -> event.head().commandId())
                .toList();
    }

    private Map<String, Object> journalOfBrokenScope() {
        return journal(BROKEN_SCOPE);
    }

    private Map<String, Object> journal(String scope) {
        Map<String, Object> all = new HashMap<>();
        for (Table<?> table : Tables.all()) {
            engine.journaled(table, (key, value) -> {
                if (key.startsWith(scope)) {
                    all.put(table.name() + key, value);
                }
            });
        }
        return all;
    }
}
