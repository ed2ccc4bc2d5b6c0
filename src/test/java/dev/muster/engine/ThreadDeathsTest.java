package dev.muster.engine;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThreadDeathsTest {
    private static final RuntimeException DEATH = new IllegalStateException("of a thread");

    private final SettableClock clock = new SettableClock(DrivenEngine.START);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ThreadDeaths deaths = new ThreadDeaths(clock, new EngineMetrics(registry));

    @Test
    void aThreadIsReplacedUntilTooManyDiedLately() {
        for (int i = 1; i < ThreadDeaths.DEATHS_MAX; i++) {
            assertThat(deaths.handle(DEATH)).isEqualTo(REPLACE_THREAD);
        }

        assertThat(deaths.handle(DEATH)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(registry.get("muster.skipped")
                        .tag("what", "stream-thread-died")
                        .counter()
                        .count())
                .isEqualTo(ThreadDeaths.DEATHS_MAX);
    }

    @Test
    void oldDeathsAreForgotten() {
        for (int i = 0; i < 3 * ThreadDeaths.DEATHS_MAX; i++) {
            assertThat(deaths.handle(DEATH)).isEqualTo(REPLACE_THREAD);
            clock.advance(
                    ThreadDeaths.WITHIN.dividedBy(ThreadDeaths.DEATHS_MAX - 1).plus(Duration.ofMillis(1)));
        }
    }
}
