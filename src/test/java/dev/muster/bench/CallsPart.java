package dev.muster.bench;

import dev.muster.provider.aws.ec2.CallLog;
import dev.muster.provider.aws.ec2.DoubleClock;
import dev.muster.provider.aws.ec2.Ec2Double;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * 1,000 creates of one template, watched until they run, and ended: the service's AWS adapter speaks to a double of EC2, which
 * counts what reaches it over HTTP, repeats by the SDK and pages of listings too, and enforces EC2's buckets. Until the last
 * command has its terminal event; machines take 15 s to run and 15 s to end.
 */
final class CallsPart implements Part {
    private static final String REGION = "us-east-1";
    private static final Duration PASSING = Duration.ofSeconds(15);

    @Override
    public List<Figure> run(boolean quick) throws Exception {
        int instances = quick ? 200 : 1_000;
        try (var cloud = Ec2Double.start(DoubleClock.running());
                var stage = Stage.open()) {
            cloud.knobs().throttling(true).pendingFor(PASSING).shuttingDownFor(PASSING);
            try (var service = stage.start(List.of(), account(cloud)).awaitReady();
                    var commands = new Commands(stage.broker())) {
                double issued = create(stage, commands, cloud, instances);
                var names = records("end", instances, id -> Commands.terminate(REGION, id));
                sendAndAwait(stage, commands, names);
                return figures(cloud.log().counters(), issued, instances);
            }
        }
    }

    private static List<Figure> figures(CallLog.Counters counted, double issued, int instances) {
        int calls =
                counted.received().values().stream().mapToInt(Integer::intValue).sum();
        return List.of(
                Figure.atMost("EC2 calls for " + instances + " creates, watched to running, terminated", 40, calls, ""),
                Figure.beside("… which were", "%s", new TreeMap<>(counted.received())),
                Figure.beside("… throttled", "%d", counted.throttled()),
                Figure.beside("… first command sent to last machine launched, real time", "%.1f s", issued));
    }

    /** Returns the seconds from the first command to the last machine. */
    private static double create(Stage stage, Commands commands, Ec2Double cloud, int instances) throws Exception {
        var records = records("create", instances, id -> Commands.create(REGION, id, "t3.micro"));
        try (var tap = new Tap(stage.broker(), "muster.events")) {
            long start = System.nanoTime();
            commands.sendAll(records);
            Await.until(
                    "all machines",
                    Duration.ofSeconds(60),
                    () -> cloud.instances().size() >= instances);
            double seconds = (System.nanoTime() - start) / 1e9;
            tap.take(instances, record -> Tap.isOf(record, "CommandSucceeded"));
            return seconds;
        }
    }

    private static void sendAndAwait(Stage stage, Commands commands, List<ProducerRecord<byte[], byte[]>> records)
            throws Exception {
        try (var tap = new Tap(stage.broker(), "muster.events")) {
            commands.sendAll(records);
            tap.take(records.size(), record -> Tap.isOf(record, "CommandSucceeded"));
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(
            String round, int number, java.util.function.Function<String, dev.muster.model.Command> command) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>(number);
        for (int i = 0; i < number; i++) {
            records.add(Commands.record(Commands.TOPIC, round + "-" + i, command.apply("machine-" + i)));
        }
        return records;
    }

    private static Map<String, String> account(Ec2Double cloud) {
        var settings = new TreeMap<>(Sandbox.named(Map.of(
                "provider", "aws",
                "regions", REGION,
                "settings.zones", "us-east-1a=use1-az1",
                "settings.defaultImage", "ami-0123456789abcdef0",
                "settings.endpoint", cloud.endpoint().toString())));
        // The double takes any; the SDK's default chain finds these before anything else that a machine may have.
        settings.put("aws.accessKeyId", "AKIDEXAMPLE");
        settings.put("aws.secretAccessKey", "wJalrXUtnFEMI-K7MDENG-EXAMPLE");
        return settings;
    }
}
