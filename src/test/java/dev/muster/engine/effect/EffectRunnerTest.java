package dev.muster.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.engine.DrivenEngine;
import dev.muster.engine.EngineMetrics;
import dev.muster.engine.Sandboxes;
import dev.muster.model.Effect;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.ObservedInstance;
import dev.muster.model.Outcome;
import dev.muster.model.Scope;
import dev.muster.testing.Logged;
import dev.muster.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EffectRunnerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SettableClock clock = new SettableClock(DrivenEngine.START);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Fickle provider;
    private EffectRunner runner;

    @BeforeEach
    void open() {
        var accounts = new Sandboxes(clock)
                .through(sandbox -> provider = new Fickle(sandbox))
                .open(DrivenEngine.ACCOUNT, List.of(DrivenEngine.TENANT), "throttling", "false")
                .accounts();
        runner = new EffectRunner(accounts, clock, new EngineMetrics(registry), "executor-1");
    }

    @Test
    void anAnswerIsToldWithItsRowsAndRequestId() {
        Effect effect = Owed.launch("key", 2);

        Outcome outcome = only(effect);

        assertThat(outcome.outcomeClass()).isEqualTo(Outcome.Class.OK);
        assertThat(outcome.effectId()).isEqualTo(effect.effectId());
        assertThat(outcome.attempt()).isEqualTo(effect.attempt());
        assertThat(outcome.rows()).hasSize(2);
        assertThat(outcome.requestId()).isNotBlank();
        assertThat(outcome.executorId()).isEqualTo("executor-1");
    }

    @Test
    void pastTheLeaseNothingIsCalled() {
        clock.advance(Duration.ofSeconds(30).plusMillis(1));

        Outcome outcome = only(Owed.launch("key", 1));

        assertThat(outcome.outcomeClass()).isEqualTo(Outcome.Class.EXPIRED);
        assertThat(outcome.failure().effect()).isEqualTo(EffectLeft.NONE);
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).isEmpty();
    }

    @Test
    void atTheVeryEndOfTheLeaseItIsCalled() {
        clock.advance(Duration.ofSeconds(30));

        assertThat(only(Owed.launch("key", 1)).outcomeClass()).isEqualTo(Outcome.Class.OK);
    }

    /** The lease is read when the call's turn comes, not when the effect was taken. */
    @Test
    void theLeaseIsLookedAtRightBeforeTheCall() {
        Uni<List<Outcome>> waiting = runner.run(Owed.launch("key", 1));
        clock.advance(Duration.ofMinutes(1));

        List<Outcome> outcomes = waiting.await().atMost(PATIENCE);

        assertThat(outcomes.get(0).outcomeClass()).isEqualTo(Outcome.Class.EXPIRED);
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).isEmpty();
    }

    @Test
    void aRefusalIsAnOutcome() {
        Outcome outcome = only(Owed.terminate("i-00000000000000000"));

        assertThat(outcome.outcomeClass()).isEqualTo(Outcome.Class.NOT_FOUND);
        assertThat(outcome.failure().provider().operation()).isEqualTo("TerminateInstances");
        assertThat(outcome.requestId()).isEqualTo(outcome.failure().provider().requestId());
    }

    @Test
    void anAdapterThatThrowsLeavesAMutatingCallInDoubt() {
        provider.answers(() -> {
            throw new IllegalStateException("the password is swordfish");
        });

        Outcome outcome;
        try (var log = new Logged()) {
            outcome = only(Owed.launch("key", 1));
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("the adapter of sandbox has a bug"))
                    .noneMatch(line -> line.contains("swordfish"));
        }
        assertThat(outcome.outcomeClass()).isEqualTo(Outcome.Class.UNKNOWN);
        assertThat(outcome.failure().category()).isEqualTo(Category.PROVIDER_BUG);
        assertThat(outcome.failure().effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(outcome.failure().toString())
                .contains("IllegalStateException")
                .doesNotContain("swordfish");
    }

    @Test
    void anAdapterThatFailsOtherwiseThanItPromisedIsABugOfIts() {
        provider.answers(() -> Uni.createFrom().failure(new java.io.IOException("broken pipe")));

        assertThat(only(Owed.launch("key", 1)).failure().category()).isEqualTo(Category.PROVIDER_BUG);
    }

    @Test
    void anAdapterThatAnswersWithNothingIsABugOfIts() {
        provider.answers(() -> Uni.createFrom().nullItem());

        assertThat(only(Owed.launch("key", 1)).outcomeClass()).isEqualTo(Outcome.Class.UNKNOWN);
    }

    @Test
    void anAdapterThatNeverAnswersIsGivenUp() {
        provider.answers(() -> Uni.createFrom().nothing());
        var call = Owed.launch("key", 1).call();

        Outcome outcome =
                only(Owed.of(UUID.randomUUID(), Owed.SCOPE, call, Duration.ofMillis(50), Effect.EXECUTOR_VERSION));

        assertThat(outcome.outcomeClass()).isEqualTo(Outcome.Class.UNKNOWN);
        assertThat(outcome.failure().category()).isEqualTo(Category.TIMEOUT);
        assertThat(outcome.failure().effect()).isEqualTo(EffectLeft.UNKNOWN);
    }

    @Test
    void aReadThatIsNeverAnsweredLeavesNothing() {
        provider.answers(() -> Uni.createFrom().nothing());

        Outcome outcome = only(Owed.of(
                UUID.randomUUID(),
                Owed.SCOPE,
                Owed.look("key").call(),
                Duration.ofMillis(50),
                Effect.EXECUTOR_VERSION));

        assertThat(outcome.failure().effect()).isEqualTo(EffectLeft.NONE);
    }

    @Test
    void aScopeThatIsNotOursIsLeft() {
        var elsewhere = new Scope(DrivenEngine.TENANT, "nobody", DrivenEngine.REGION);
        var call = Owed.launch("key", 1).call();

        assertThat(run(Owed.of(UUID.randomUUID(), elsewhere, call))).isEmpty();
        assertThat(skipped("effect-of-unknown-scope")).isEqualTo(1);
    }

    @Test
    void anotherTenantsScopeIsLeft() {
        var foreign = new Scope("blue", DrivenEngine.ACCOUNT, DrivenEngine.REGION);

        assertThat(run(Owed.of(UUID.randomUUID(), foreign, Owed.launch("key", 1).call())))
                .isEmpty();
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).isEmpty();
    }

    @Test
    void anEffectOfANewerVersionIsLeftToANewerExecutor() {
        var call = Owed.launch("key", 1).call();
        Effect newer = Owed.of(UUID.randomUUID(), Owed.SCOPE, call, Duration.ofSeconds(1), Effect.EXECUTOR_VERSION + 1);

        assertThat(run(newer)).isEmpty();
        assertThat(skipped("effect-too-new")).isEqualTo(1);
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).isEmpty();
    }

    @Test
    void aLongListingTravelsInParts() {
        for (int i = 0; i < 9; i++) {
            run(Owed.launch("key-" + i, 100));
        }

        List<Outcome> parts = run(Owed.sweep());

        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(parts.subList(0, parts.size() - 1)).allMatch(Outcome::more);
        assertThat(parts.get(parts.size() - 1).more()).isFalse();
        List<String> ids = new ArrayList<>();
        parts.forEach(
                part -> part.rows().stream().map(ObservedInstance::providerId).forEach(ids::add));
        assertThat(ids).hasSize(900).doesNotHaveDuplicates();
        assertThat(parts.stream().flatMap(part -> part.buckets().stream()))
                .hasSize(ObservedInstance.BUCKETS)
                .doesNotHaveDuplicates();
        assertThat(parts)
                .allSatisfy(part -> assertThat(DrivenEngine.CONTRACTS.outcomes().encode(part))
                        .hasSizeLessThan(256 * 1024));
    }

    @Test
    void callsAreCountedByProviderKindAndResult() {
        run(Owed.launch("key", 1));
        run(Owed.terminate("i-00000000000000000"));

        assertThat(registry.get("muster.effects")
                        .tags("provider", "sandbox", "kind", "LAUNCH", "result", "OK")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("muster.effects")
                        .tags("provider", "sandbox", "kind", "TERMINATE", "result", "NOT_FOUND")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("muster.provider.latency")
                        .tags("provider", "sandbox", "kind", "LAUNCH")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private double skipped(String what) {
        return registry.get("muster.skipped").tag("what", what).counter().count();
    }

    private Outcome only(Effect effect) {
        List<Outcome> outcomes = run(effect);
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private List<Outcome> run(Effect effect) {
        return runner.run(effect).await().atMost(PATIENCE);
    }
}
