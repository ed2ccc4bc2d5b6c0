package dev.muster.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/**
 * From the moment a command is handed to the producer to the moment a read_committed consumer has its first event,
 * CommandAccepted: two transactions, ingress and scope, lie between. In milliseconds.
 */
final class LatencyPart implements Part {
    private static final int PER_SECOND = 100;

    @Override
    public List<Figure> run(boolean quick) throws Exception {
        try (var stage = Stage.open();
                var service = stage.start(List.of(), Sandbox.instant(4)).awaitReady()) {
            measure(stage, "warm", quick ? 200 : 2_000);
            double[] latencies = measure(stage, "real", quick ? 300 : 6_000);
            return List.of(
                    Figure.atMost(
                            "command to first event at 100 commands/s, p50",
                            80,
                            Median.percentile(latencies, 0.5),
                            " ms"),
                    Figure.atMost("… p99", 250, Median.percentile(latencies, 0.99), " ms"),
                    Figure.beside(
                            "… p99.9, most",
                            "%.0f ms, %.0f ms",
                            Median.percentile(latencies, 0.999),
                            Median.percentile(latencies, 1)));
        }
    }

    private static double[] measure(Stage stage, String round, int number) throws Exception {
        Map<String, Long> sent = new ConcurrentHashMap<>();
        var latencies = new ArrayList<Double>();
        try (var commands = new Commands(stage.broker());
                var tap = new Tap(stage.broker(), "muster.events")) {
            var reading = new FutureTask<Void>(() -> {
                tap.take(number, record -> {
                    if (!Tap.isOf(record, "CommandAccepted")) {
                        return false;
                    }
                    String key = new String(record.key(), UTF_8);
                    Long at = sent.get(key.substring(key.lastIndexOf('/') + 1));
                    if (at != null) {
                        latencies.add((System.nanoTime() - at) / 1e6);
                    }
                    return at != null;
                });
                return null;
            });
            new Thread(reading, "bench-tap").start();
            long start = System.nanoTime();
            for (int i = 0; i < number; i++) {
                Await.pause(Duration.ofNanos(start + i * 1_000_000_000L / PER_SECOND - System.nanoTime()));
                String id = round + "-" + i;
                var record = Commands.record(Commands.TOPIC, id, Commands.create(Sandbox.region(i % 4), id, "small"));
                sent.put(id, System.nanoTime());
                commands.send(record);
            }
            reading.get();
        }
        return latencies.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
