package dev.muster.bench;

import dev.muster.core.Input;
import dev.muster.core.Output;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.ScopeProfile.OrphanPolicy;
import dev.muster.provider.sandbox.SandboxCloud;
import dev.muster.provider.sandbox.SandboxProfile;
import dev.muster.provider.sandbox.SandboxTuning;
import dev.muster.wire.Contracts;
import dev.muster.wire.Wire;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What deciding and encoding alone cost, without Kafka: creates through to running, on virtual time and one thread, by that
 * thread's CPU time, which a busy machine hardly changes.
 */
final class CorePart implements Part {
    private static final Contracts CONTRACTS = Contracts.load();
    private static final Wire WIRE = new Wire(CONTRACTS);

    @Override
    public List<Figure> run(boolean quick) {
        int rounds = quick ? 5 : 200;
        var rates = new ArrayList<Double>();
        Round last = null;
        for (int i = 0; i < rounds; i++) {
            last = round(i, 1_000);
            if (i >= rounds / 2) {
                rates.add(last.scope.inputs() / last.cpuSeconds);
            }
        }
        double creates = 1_000;
        return List.of(
                Figure.beside("core and codecs alone, inputs per CPU second", "%,.0f", Median.of(rates)),
                Figure.beside("… inputs per create", "%.2f", last.scope.inputs() / creates),
                Figure.beside("… journal writes per 1,000 creates", "%s", last.journal.writes()),
                Figure.beside("… outputs per 1,000 creates", "%s", last.outputs),
                Figure.beside("… journal bytes per create", "%.0f", last.journal.bytes() / creates));
    }

    private record Round(VirtualScope scope, EncodedJournal journal, Map<String, Integer> outputs, double cpuSeconds) {}

    private static Round round(int number, int creates) {
        var cloud = new SandboxCloud(
                SandboxProfile.EC2_LIKE, SandboxTuning.INSTANT.withThrottling(false), new SplittableRandom(number));
        var profile = SandboxProfile.EC2_LIKE.scopeProfile(1, false, OrphanPolicy.REPORT, Duration.ofSeconds(30));
        var journal = new EncodedJournal(CONTRACTS.journal());
        var outputs = new TreeMap<String, Integer>();
        var scope = new VirtualScope(profile, cloud, effect -> {}, journal, output -> write(output, outputs));
        for (int i = 0; i < creates; i++) {
            String id = "create-" + i;
            var at = Duration.ofNanos(i * 100_000L);
            scope.arrive(
                    at,
                    new Input.CommandArrived(new CommandEnvelope(
                            id,
                            VirtualScope.SCOPE,
                            Commands.create(Sandbox.region(0), id, "small"),
                            id,
                            VirtualScope.START.plus(at),
                            null,
                            null)));
        }
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        scope.runFor(Duration.ofSeconds(10));
        return new Round(scope, journal, outputs, (threads.getCurrentThreadCpuTime() - start) / 1e9);
    }

    private static void write(Output output, Map<String, Integer> counts) {
        if (output instanceof Output.Event event) {
            WIRE.event(event.event());
        } else if (output instanceof Output.Snapshot snapshot) {
            WIRE.snapshot(snapshot);
        } else if (output instanceof Output.Effect effect) {
            WIRE.effect(effect.effect());
        }
        counts.merge(output.getClass().getSimpleName(), 1, Integer::sum);
    }
}
