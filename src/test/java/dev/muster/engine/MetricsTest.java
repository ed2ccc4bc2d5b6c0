package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Effect;
import dev.muster.model.Outcome;
import io.micrometer.core.instrument.Gauge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics that dashboards and alarms are made of: their names and tags are a contract. */
class MetricsTest {
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
    void aLifeLeavesItsMarkInEveryMetric() {
        engine.send(Post.create("make", "trainer", "\"count\":3"), Post.create("bad", "trainer", "\"count\":0"));
        engine.pass(Duration.ofSeconds(10));
        engine.send(Post.act("end", "Terminate", "trainer-0"));
        engine.pass(Duration.ofSeconds(10));

        assertThat(counter("muster.commands", "verb", "CREATE", "result", "ROUTED"))
                .isEqualTo(1);
        assertThat(counter("muster.commands", "verb", "CREATE", "result", "INVALID_REQUEST"))
                .isEqualTo(1);
        assertThat(counter("muster.effects", "provider", "sandbox", "kind", "LAUNCH", "result", "OK"))
                .isEqualTo(1);
        assertThat(timer("muster.decisions").count()).isGreaterThan(2);
        assertThat(timer("muster.timers.lag").count()).isPositive();
        assertThat(timer("muster.provider.latency", "provider", "sandbox", "kind", "LAUNCH")
                        .count())
                .isEqualTo(1);
        assertThat(engine.registry()
                        .get("muster.batch.size")
                        .tag("kind", "LAUNCH")
                        .summary()
                        .max())
                .isEqualTo(3);
        assertThat(timer("muster.queue.age", "kind", "LAUNCH").count()).isPositive();
        assertThat(timer("muster.queue.age", "kind", "TERMINATE").count()).isPositive();
        assertThat(level("RunInstances")).isPositive();
    }

    @Test
    void theQueuesAgeGrowsWhileABucketIsEmpty() {
        for (int i = 0; i < 12; i++) {
            // Zones keep the launches apart: each is a call of its own, and the bucket holds five.
            String zone = "\"zones\":[\"sandbox-1" + "abc".charAt(i % 3) + "\"]";
            engine.send(Post.create("make-" + i, "vm-" + i, zone, "\"rootVolumeGib\":" + (i + 1)));
        }
        engine.pass(Duration.ofMillis(100));
        assertThat(level("RunInstances")).isLessThan(1);
        engine.pass(Duration.ofSeconds(10));

        assertThat(timer("muster.queue.age", "kind", "LAUNCH").max(TimeUnit.SECONDS))
                .isBetween(2.0, 5.0);
        assertThat(level("RunInstances")).isEqualTo(5);
    }

    @Test
    void aThrottledBucketIsShownEmpty() {
        engine.withoutExecutor().send(Post.create("make", "trainer"));
        engine.pass(Duration.ofMillis(100));
        Effect launch = engine.effects().get(0).value();
        assertThat(level("RunInstances")).isGreaterThan(3);

        engine.deliver(Outcomes.failed(launch, Outcome.Class.THROTTLED));

        assertThat(level("RunInstances")).isZero();
        engine.pass(Duration.ofMillis(500));
        assertThat(level("RunInstances")).as("at half of 2 a second").isBetween(0.4, 0.6);
    }

    private double level(String bucket) {
        Gauge gauge = engine.registry()
                .get("muster.bucket.level")
                .tags("provider", "sandbox", "tenant", DrivenEngine.TENANT)
                .tags("account", DrivenEngine.ACCOUNT, "region", DrivenEngine.REGION, "bucket", bucket)
                .gauge();
        return gauge.value();
    }

    private double counter(String name, String... tags) {
        return engine.registry().get(name).tags(tags).counter().count();
    }

    private io.micrometer.core.instrument.Timer timer(String name, String... tags) {
        return engine.registry().get(name).tags(tags).timer();
    }
}
