package dev.muster.app.broker;

import dev.muster.testing.TestBroker;
import java.nio.file.Path;

/** A process that writes a record through its own broker and is gone before it can close anything. */
final class KilledApplication {
    private KilledApplication() {}

    public static void main(String[] arguments) throws Exception {
        var broker = TestBroker.start(BrokerSettings.temporary().withDirectory(Path.of(arguments[0])));
        broker.createTopics(1, "t");
        broker.send("t", "written");
        Runtime.getRuntime().halt(137);
    }
}
