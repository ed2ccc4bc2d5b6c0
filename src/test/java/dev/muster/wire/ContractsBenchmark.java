package dev.muster.wire;

import dev.muster.core.journal.Tables;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Live;
import dev.muster.model.Event;
import dev.muster.model.Health;
import dev.muster.model.InstanceSnapshot.Desired;
import dev.muster.model.InstanceSnapshot.Power;
import dev.muster.model.InstanceTypeKey;
import dev.muster.model.LifecycleState;
import dev.muster.model.Market;
import dev.muster.model.ObservationSource;
import dev.muster.model.Placement;
import dev.muster.model.Precision;
import dev.muster.model.ResourceName;
import dev.muster.wire.binding.SingleObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Time to write and read the two records that are written most: a running instance, and its last change. */
public final class ContractsBenchmark {
    private static final int OPERATIONS = 20_000;
    private static final int ROUNDS = 40;
    private static final Instant NOW = Inbox.NOW;
    private static final ResourceName NAME = ResourceName.parse("acme/aws-prod/us-east-1/instances/trainer-0");
    private static final InstanceTypeKey TYPE = new InstanceTypeKey("aws", null, "p5.48xlarge", null);

    private static final Event.Identity IDENTITY = new Event.Identity(
            "i-0abc1234def567890",
            TYPE,
            Market.SPOT,
            new Placement(
                    "aws-prod",
                    "aws",
                    "us-east-1",
                    "use1-az4",
                    "us-east-1a",
                    Precision.ZONE,
                    null,
                    "subnet-0a1b2c3d",
                    null,
                    null,
                    List.of(),
                    null),
            "xj4kq2m7w5bz6ahc3tnr4vdq5sy2xj4kq2m7w5bz6ahc3tnr4vdq",
            3,
            NOW);

    private static final Event.Observed OBSERVED = new Event.Observed(
            "running", "", Health.OK, "10.0.12.34", "54.12.34.56", NOW, null, NOW, ObservationSource.POLL);

    static final Instance INSTANCE = new Instance(
            NAME,
            1,
            4,
            4,
            LifecycleState.RUNNING,
            null,
            null,
            new Desired(
                    Power.RUNNING,
                    List.of(TYPE),
                    List.of(Market.SPOT),
                    List.of("use1-az4"),
                    "ami-0123456789abcdef0",
                    Map.of("team", "ml", "app", "train"),
                    null,
                    "0b0e7f6e-8d2c-4b37-9a47-3d5f0a4c1e55"),
            "5f2d4e6a5f2d4e6a5f2d4e6a5f2d4e6a5f2d4e6a5f2d4e6a5f2d4e6a5f2d4e6a",
            new Live(IDENTITY, OBSERVED, true, null, 0),
            null,
            null,
            List.of(),
            null,
            null,
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            NOW);

    static final Event.InstanceChanged CHANGED = new Event.InstanceChanged(
            new Event.Head(NAME, 4, NOW, "0b0e7f6e-8d2c-4b37-9a47-3d5f0a4c1e55", INSTANCE.traceparent()),
            LifecycleState.STARTING,
            LifecycleState.RUNNING,
            4,
            1,
            Event.Cause.OBSERVATION,
            null,
            IDENTITY,
            OBSERVED,
            null);

    /** Keeps results alive. */
    private static Object sink = "";

    private ContractsBenchmark() {}

    public static void main(String[] args) {
        measure("Instance", Roots.CONTRACTS.journal().codecOf(Tables.INSTANCES), INSTANCE);
        measure("InstanceChanged", Roots.CONTRACTS.events().codecOf(CHANGED), CHANGED);
        System.out.println(sink.hashCode() == 0 ? " " : "");
    }

    private static <T> void measure(String what, SingleObject<T> codec, T value) {
        byte[] message = codec.encode(value);
        long encode = Long.MAX_VALUE;
        long decode = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) { // In turns, so that a busy machine slows both alike.
            long start = System.nanoTime();
            for (int i = 0; i < OPERATIONS; i++) {
                sink = codec.encode(value);
            }
            long middle = System.nanoTime();
            for (int i = 0; i < OPERATIONS; i++) {
                sink = codec.decode(message);
            }
            encode = Math.min(encode, middle - start);
            decode = Math.min(decode, System.nanoTime() - middle);
        }
        System.out.printf(
                Locale.ROOT,
                "%-16s %4d bytes, encode %5d ns, decode %5d ns%n",
                what,
                message.length,
                encode / OPERATIONS,
                decode / OPERATIONS);
    }
}
