package dev.muster.engine;

import dev.muster.core.Output.Counter;
import dev.muster.core.scope.RateLimit;
import dev.muster.core.state.ScopeState;
import dev.muster.model.Call;
import dev.muster.model.Outcome;
import dev.muster.model.Scope;
import dev.muster.model.ScopeProfile;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What the engine counts and measures. All names begin with {@code muster.}; no tag has a value that users choose: tenants,
 * accounts and regions are configured.
 */
public final class EngineMetrics {
    private final MeterRegistry registry;
    private final Map<String, io.micrometer.core.instrument.Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Timer decisions;
    private final Timer timerLag;

    public EngineMetrics(MeterRegistry registry) {
        this.registry = registry;
        decisions = Timer.builder("muster.decisions")
                .description("Decisions, and how long each took")
                .publishPercentileHistogram()
                .register(registry);
        timerLag = Timer.builder("muster.timers.lag")
                .description("How much later than due timers fire")
                .register(registry);
    }

    /** @param verb a verb of ours, or {@code unknown} where the command could not be read */
    public void command(String verb, String result) {
        count("muster.commands", "verb", verb, "result", result);
    }

    public void decision(long nanos) {
        decisions.record(Duration.ofNanos(nanos));
    }

    public void timerFired(Duration lag) {
        timerLag.record(lag.isNegative() ? Duration.ZERO : lag);
    }

    /** A call goes out. */
    public void issued(Call call) {
        DistributionSummary.builder("muster.batch.size")
                .description("Resources per provider call")
                .tag("kind", call.kind().name())
                .register(registry)
                .record(call.size());
    }

    /** How long the oldest of a queue had waited when its turn came; again each time it was held back. */
    public void waited(Call.Kind kind, Duration age) {
        Timer.builder("muster.queue.age")
                .description("How long the oldest of a queue has waited for its call, each time it is due")
                .tag("kind", kind.name())
                .publishPercentileHistogram()
                .register(registry)
                .record(age.isNegative() ? Duration.ZERO : age);
    }

    /**
     * What a scope's buckets hold now; they are read as they fill again, at whatever time somebody looks. A node that no
     * longer decides for a scope shows them full, so over several nodes the least is true.
     */
    public void buckets(
            Scope scope, ScopeProfile profile, Map<String, ScopeState.BucketState> states, InstantSource clock) {
        profile.buckets().forEach((bucket, spec) -> {
            var limit = new RateLimit(spec, states.get(bucket));
            String key = scope.text() + "|" + bucket;
            buckets.computeIfAbsent(key, absent -> shown(new Bucket(limit), scope, profile, bucket, clock)).latest =
                    limit;
        });
    }

    /** One bucket, as of the last that was heard of it. */
    private static final class Bucket {
        private volatile RateLimit latest;

        Bucket(RateLimit latest) {
            this.latest = latest;
        }
    }

    private Bucket shown(Bucket of, Scope scope, ScopeProfile profile, String bucket, InstantSource clock) {
        Gauge.builder("muster.bucket.level", of, held -> held.latest.level(clock.instant()))
                .description("What a rate limit's bucket holds")
                .tags("provider", profile.provider(), "tenant", scope.tenant())
                .tags("account", scope.account(), "region", scope.region(), "bucket", bucket)
                .register(registry);
        return of;
    }

    /** Has Kafka's own measurements of a run shown until it is closed: {@code kafka.consumer.*lag*} above all. */
    KafkaStreamsMetrics follow(KafkaStreams streams) {
        var measurements = new KafkaStreamsMetrics(streams);
        measurements.bindTo(registry);
        return measurements;
    }

    public void noted(Counter counter) {
        count("muster.core", "what", counter.name());
    }

    /** An input that could not be worked off was put aside. */
    public void parked(String input, String reason) {
        count("muster.parked", "input", input, "reason", reason);
    }

    /** Something was left undone, for a reason that an operator should know. */
    public void skipped(String what) {
        count("muster.skipped", "what", what);
    }

    /** An effect was worked off. */
    public void effect(String provider, Call.Kind kind, Outcome.Class result, Duration took) {
        count("muster.effects", "provider", provider, "kind", kind.name(), "result", result.name());
        Timer.builder("muster.provider.latency")
                .description("From the start of a provider call to its end")
                .tags("provider", provider, "kind", kind.name())
                .publishPercentileHistogram()
                .register(registry)
                .record(took);
    }

    private void count(String name, String... tags) {
        counters.computeIfAbsent(name + String.join("|", tags), key -> registry.counter(name, tags))
                .increment();
    }
}
