package dev.muster.bench;

import dev.muster.core.Input;
import dev.muster.model.Call;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.ScopeProfile.OrphanPolicy;
import dev.muster.provider.sandbox.SandboxCloud;
import dev.muster.provider.sandbox.SandboxProfile;
import dev.muster.provider.sandbox.SandboxTuning;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * 1,000 creates that arrive within 0.1 s, under EC2's published buckets (RunInstances 5 calls and 2/s, 1,000 instances and
 * 2/s), on virtual time, so the figure is the core's own and not the machine's. From the first arrival to the thousandth
 * machine launched at the cloud; the cloud counts its buckets by itself. The buckets alone allow no less than 2.5 s.
 */
final class BucketsPart implements Part {
    private static final int CREATES = 1_000;

    @Override
    public List<Figure> run(boolean quick) {
        var cloud = new SandboxCloud(SandboxProfile.EC2_LIKE, SandboxTuning.INSTANT, new SplittableRandom(1));
        var profile = SandboxProfile.EC2_LIKE.scopeProfile(1, true, OrphanPolicy.REPORT, Duration.ofSeconds(30));
        var launched = new AtomicInteger();
        var last = new AtomicReference<>(VirtualScope.START);
        var self = new AtomicReference<VirtualScope>();
        var scope = new VirtualScope(profile, cloud, effect -> {
            if (effect.call() instanceof Call.Launch launch && launched.addAndGet(launch.countMax()) <= CREATES) {
                last.set(self.get().now());
            }
        });
        self.set(scope);
        for (int i = 0; i < CREATES; i++) {
            String id = "create-" + i;
            var command = Commands.create(Sandbox.region(0), id, "small");
            var at = Duration.ofNanos(i * 100_000L);
            scope.arrive(
                    at,
                    new Input.CommandArrived(new CommandEnvelope(
                            id, VirtualScope.SCOPE, command, id, VirtualScope.START.plus(at), null, null)));
        }
        scope.runFor(Duration.ofSeconds(60));
        double seconds = Duration.between(VirtualScope.START, last.get()).toMillis() / 1e3;
        return List.of(
                Figure.atMost("1,000 creates issued under EC2's buckets (virtual time)", 3, seconds, " s"),
                Figure.atMost("… calls throttled", 1, 100.0 * scope.throttled() / scope.calls(), " %"),
                Figure.beside("… machines launched, calls", "%d, %s", launched.get(), scope.callsByKind()));
    }
}
