package dev.muster.bench;

import java.util.ArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Instances for the service to have. */
final class Load {
    private Load() {}

    /** Creates so many in four regions, and returns once all run. */
    static void create(Stage stage, Commands commands, String round, int instances) throws Exception {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>(instances);
        for (int i = 0; i < instances; i++) {
            String id = round + "-" + i;
            records.add(Commands.record(Commands.TOPIC, id, Commands.create(Sandbox.region(i % 4), id, "small")));
        }
        try (var tap = new Tap(stage.broker(), "muster.events")) {
            commands.sendAll(records);
            tap.take(instances, record -> Tap.isOf(record, "CommandSucceeded"));
        }
    }
}
