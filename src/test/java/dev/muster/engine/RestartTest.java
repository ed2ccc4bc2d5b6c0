package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.Event;
import dev.muster.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal holds survives the process; effects and outcomes need not. */
class RestartTest {
    @TempDir
    Path first;

    @TempDir
    Path second;

    private final SettableClock clock = new SettableClock(DrivenEngine.START);
    private Sandboxes sandboxes;

    @BeforeEach
    void open() {
        sandboxes = new Sandboxes(clock).open(DrivenEngine.ACCOUNT, List.of(DrivenEngine.TENANT));
    }

    @Test
    void aCallWhoseOutcomeWasLostIsDrivenAgainUnderTheSameToken() {
        Effect lost;
        try (var engine = DrivenEngine.start(first, clock, sandboxes).withoutExecutor()) {
            engine.send(Post.create("make", "trainer", "\"count\":2"));
            engine.pass(Duration.ofSeconds(1));
            lost = engine.effects().get(0).value();
            engine.saveState(first, second);
        }

        try (var engine = DrivenEngine.restart(second, clock, sandboxes.accounts())) {
            engine.pass(Duration.ofSeconds(40));
            assertThat(engine.effects()).isEmpty();
            engine.pass(Duration.ofSeconds(20));

            Effect again = engine.effects().get(0).value();
            assertThat(again.effectId()).isEqualTo(lost.effectId());
            assertThat(again.call()).isEqualTo(lost.call());
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(again.issuedAt()).isAfterOrEqualTo(lost.issuedAt().plusSeconds(45));
            assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(2);
            assertThat(succeeded(engine)).containsExactly("make");
        }
    }

    @Test
    void aCallThatWasMadeBeforeTheCrashIsNotMadeTwice() {
        Effect unheard;
        try (var engine = DrivenEngine.start(first, clock, sandboxes).withoutExecutor()) {
            engine.send(Post.create("make", "trainer", "\"count\":2"));
            engine.pass(Duration.ofSeconds(1));
            unheard = engine.effects().get(0).value();
            engine.runner().run(unheard).await().atMost(Duration.ofSeconds(5));
            assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(2);
            engine.saveState(first, second);
        }

        try (var engine = DrivenEngine.restart(second, clock, sandboxes.accounts())) {
            engine.pass(Duration.ofSeconds(60));

            assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(2);
            assertThat(succeeded(engine)).containsExactly("make");
        }
    }

    @Test
    void whatWasDueWhileNobodyRanIsDoneAtOnce() {
        try (var engine = DrivenEngine.start(first, clock, sandboxes)) {
            engine.send(Post.create("make", "trainer"));
            engine.saveState(first, second);
        }
        clock.advance(Duration.ofHours(1));

        try (var engine = DrivenEngine.restart(second, clock, sandboxes.accounts())) {
            assertThat(engine.effects()).isEmpty();
            engine.pass(Duration.ofMillis(100));

            assertThat(engine.effects())
                    .extracting(told -> told.value().call().kind())
                    .contains(Call.Kind.LAUNCH);
        }
    }

    @Test
    void aCommandIsKnownAfterTheRestart() {
        try (var engine = DrivenEngine.start(first, clock, sandboxes)) {
            engine.send(Post.create("make", "trainer"));
            engine.pass(Duration.ofSeconds(10));
            engine.saveState(first, second);
        }

        try (var engine = DrivenEngine.restart(second, clock, sandboxes.accounts())) {
            engine.send(Post.create("make", "trainer"));
            engine.pass(Duration.ofSeconds(10));

            assertThat(succeeded(engine)).containsExactly("make");
            assertThat(engine.errors()).isEmpty();
            assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).hasSize(1);
        }
    }

    private static List<String> succeeded(DrivenEngine engine) {
        return engine.events().stream()
                .map(Told::value)
                .filter(Event.CommandSucceeded.class::isInstance)
                .map(event -> event.head().commandId())
                .toList();
    }
}
