package dev.muster.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The whole chain as fast as it goes, command to terminal event, beside a plain loop that copies the same commands: rounds
 * take turns on one broker, and the median of the rounds' ratios counts, since this holds where absolute figures wander.
 */
final class ThroughputPart implements Part {
    private static final int REGIONS = 8;
    private static final int PARTITIONS = 4;

    private final List<Double> loopRates = new ArrayList<>();
    private final List<Double> heavyRates = new ArrayList<>();
    private final List<Double> inputRates = new ArrayList<>();
    private final List<Double> createRates = new ArrayList<>();
    private final List<Double> cpuRates = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> heavyRatios = new ArrayList<>();

    @Override
    public List<Figure> run(boolean quick) throws Exception {
        int creates = Integer.getInteger("bench.creates", quick ? 2_000 : 20_000);
        try (var stage = Stage.open();
                var admin = Admin.create(Map.of("bootstrap.servers", stage.broker()));
                var service = stage.start(List.of(), Sandbox.instant(REGIONS)).awaitReady();
                var commands = new Commands(stage.broker())) {
            admin.createTopics(List.of(
                            new NewTopic(PlainLoop.IN, PARTITIONS, (short) 1),
                            new NewTopic(PlainLoop.OUT, PARTITIONS, (short) 1),
                            new NewTopic(PlainLoop.BULK, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            try (var loop = PlainLoop.start(stage.broker())) {
                for (int warm = 0; warm < 2; warm++) {
                    engine(stage, service, commands, admin, "warm" + warm, creates);
                    loop(stage, commands, "warm" + warm, creates);
                }
                for (int round = 0; round < (quick ? 3 : 5); round++) {
                    round(stage, service, commands, admin, loop, "round" + round, creates);
                }
            }
            return figures();
        }
    }

    private void round(
            Stage stage, Service service, Commands commands, Admin admin, PlainLoop loop, String name, int creates)
            throws Exception {
        loop.writes(1, 0);
        double plain = loop(stage, commands, name, 3 * creates);
        Done done = engine(stage, service, commands, admin, name, creates);
        int each = (int) Math.max(1, Math.round(done.written.total() / done.inputs));
        loop.writes(each, (int) Math.max(1, done.written.bytes() / done.written.total() - 150));
        double heavy = loop(stage, commands, name + "h", creates);
        loopRates.add(plain);
        heavyRates.add(heavy);
        inputRates.add(done.inputs / done.seconds);
        createRates.add(creates / done.seconds);
        cpuRates.add(done.inputs / done.cpuSeconds);
        ratios.add(done.inputs / done.seconds / plain);
        heavyRatios.add(done.inputs / done.seconds / heavy);
        System.out.printf(
                "%s: engine %.0f inputs/s, %.0f creates/s (%.0f inputs), %.0f inputs per CPU second; loop %.0f/s; loop with %d records each %.0f/s%n",
                name,
                done.inputs / done.seconds,
                creates / done.seconds,
                done.inputs,
                done.inputs / done.cpuSeconds,
                plain,
                each,
                heavy);
        System.out.printf("  written %s, %d MB%n", done.written.records(), done.written.bytes() >> 20);
    }

    private List<Figure> figures() {
        return List.of(
                Figure.atLeast("engine, inputs/s", 10_000, Median.of(inputRates), ""),
                Figure.beside("engine, creates/s end to end", "%,.0f", Median.of(createRates)),
                Figure.beside("engine, inputs per CPU second, broker included", "%,.0f", Median.of(cpuRates)),
                Figure.beside("loop that copies one for one, records/s", "%,.0f", Median.of(loopRates)),
                Figure.atLeast("engine beside it", 0.25, Median.of(ratios), "×"),
                Figure.beside(
                        "loop that writes the engine's records and bytes, inputs/s", "%,.0f", Median.of(heavyRates)),
                Figure.atLeast("engine beside it", 0.25, Median.of(heavyRatios), "×"));
    }

    /** What a round of the engine came to. */
    private record Done(double seconds, double cpuSeconds, double inputs, Volume written) {}

    private static Done engine(Stage stage, Service service, Commands commands, Admin admin, String round, int creates)
            throws Exception {
        var records = records(Commands.TOPIC, round, creates);
        double inputs = service.inputs();
        double cpu = service.cpuSeconds();
        Volume before = Volume.of(admin);
        try (var tap = new Tap(stage.broker(), "muster.events")) {
            long start = System.nanoTime();
            commands.sendAll(records);
            tap.take(creates, record -> Tap.isOf(record, "CommandSucceeded"));
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = service.cpuSeconds() - cpu;
            return new Done(
                    seconds,
                    cpuSeconds,
                    service.inputs() - inputs,
                    Volume.of(admin).since(before));
        }
    }

    /** Records a second. */
    private static double loop(Stage stage, Commands commands, String round, int number) throws Exception {
        var records = records(PlainLoop.IN, round, number);
        try (var tap = new Tap(stage.broker(), PlainLoop.OUT)) {
            long start = System.nanoTime();
            commands.sendAll(records);
            tap.take(number, record -> true);
            return number / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String topic, String round, int number) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>(number);
        for (int i = 0; i < number; i++) {
            String name = round + "-" + i;
            records.add(Commands.record(topic, name, Commands.create(Sandbox.region(i % REGIONS), name, "small")));
        }
        return records;
    }
}
