package dev.muster.app.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an embedded broker is like.
 *
 * @param nodes how many nodes, 1 to 9, each broker and controller
 * @param port the loopback port of the first node, the others on the ports that follow; 0 takes free ones
 * @param directory where the data stays, across restarts of the JVM too; empty: a temporary folder, deleted on close
 * @param properties Kafka broker properties on top of the defaults, for every node
 */
public record BrokerSettings(int nodes, int port, Optional<Path> directory, Map<String, String> properties) {
    /** Names {@link #port} in messages and in the application's configuration. */
    public static final String PORT = "muster.broker.port";

    /** Names {@link #directory} in messages and in the application's configuration. */
    public static final String DIRECTORY = "muster.broker.directory";

    private static final int NODES_MAX = 9;

    public BrokerSettings {
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new IllegalArgumentException("nodes is " + nodes + ", not 1 to " + NODES_MAX);
        }
        if (port < 0 || port + nodes - 1 > 65_535) {
            throw new IllegalArgumentException(PORT + " is " + port + ", not 0 to 65535");
        }
        properties = Map.copyOf(properties);
    }

    /** One node on a free port, its data gone when it closes. */
    public static BrokerSettings temporary() {
        return new BrokerSettings(1, 0, Optional.empty(), Map.of());
    }

    public BrokerSettings withNodes(int nodes) {
        return new BrokerSettings(nodes, port, directory, properties);
    }

    public BrokerSettings withPort(int port) {
        return new BrokerSettings(nodes, port, directory, properties);
    }

    public BrokerSettings withDirectory(Path directory) {
        return new BrokerSettings(nodes, port, Optional.of(directory), properties);
    }

    public BrokerSettings withProperty(String name, String value) {
        var more = new HashMap<>(properties);
        more.put(name, value);
        return new BrokerSettings(nodes, port, directory, more);
    }
}
