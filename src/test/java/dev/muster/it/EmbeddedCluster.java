package dev.muster.it;

import dev.muster.app.broker.BrokerSettings;
import dev.muster.testing.TestBroker;

/** The real broker in the test's own JVM; it needs nothing but a JDK. */
final class EmbeddedCluster implements Cluster {
    private final TestBroker broker;

    /** On a free port. */
    EmbeddedCluster() {
        this(0);
    }

    EmbeddedCluster(int port) {
        broker = TestBroker.start(BrokerSettings.temporary().withPort(port));
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void takeAway() {
        broker.broker().stopNode(1);
    }

    @Override
    public void bringBack() {
        broker.broker().startNode(1);
    }

    @Override
    public void close() {
        broker.close();
    }
}
