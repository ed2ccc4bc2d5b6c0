package dev.muster.engine;

import dev.muster.core.Output.Counter;
import dev.muster.model.Call;
import dev.muster.model.Outcome;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the engine counts and measures. All names begin with {@code muster.}; no tag has a value that users choose. */
public final class EngineMetrics {
    private final MeterRegistry registry;
    private final Map<String, io.micrometer.core.instrument.Counter> counters = new ConcurrentHashMap<>();
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
