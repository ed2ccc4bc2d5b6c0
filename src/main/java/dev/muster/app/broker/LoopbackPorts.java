package dev.muster.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Hands out loopback ports, each once.
 *
 * <p>Free ones come from below the range that Linux and macOS give to outgoing connections. In that range a client that
 * keeps knocking while a node is down is sooner or later given the node's own port, connects to itself, and the node
 * cannot come back.
 */
final class LoopbackPorts {
    private static final int FREE_MIN = 15_000;
    private static final int FREE_MAX = 32_000;
    private static final int TRIES_MAX = 1_000;

    private final Set<Integer> given = new HashSet<>();

    /** The port itself, once it is sure that nobody listens there. */
    int fixed(int port) {
        if (isFree(port)) {
            given.add(port);
            return port;
        }
        throw inUse(port, null);
    }

    int free() {
        for (int i = 0; i < TRIES_MAX; i++) {
            int port = ThreadLocalRandom.current().nextInt(FREE_MIN, FREE_MAX);
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
        throw new IllegalStateException(
                "no free port between " + FREE_MIN + " and " + FREE_MAX + " on 127.0.0.1 in " + TRIES_MAX + " tries");
    }

    static IllegalStateException inUse(int port, @Nullable Throwable cause) {
        return new IllegalStateException(
                "the embedded broker cannot listen on 127.0.0.1:" + port + ": the port is already in use. Set "
                        + BrokerSettings.PORT
                        + " to another port (0 takes a free one), stop the process that has it, or,"
                        + " if that is a Kafka broker, use it: KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:" + port,
                cause);
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
