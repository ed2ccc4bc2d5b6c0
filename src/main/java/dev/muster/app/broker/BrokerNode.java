package dev.muster.app.broker;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.BindException;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** One node, broker and controller in one. Can be started again after a stop, on the same ports and data. */
final class BrokerNode {
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final MethodHandle CONFIG;
    private static final MethodHandle SERVER;
    private static final MethodHandle STARTUP;
    private static final MethodHandle SHUTDOWN;

    static {
        try {
            var lookup = MethodHandles.publicLookup();
            CONFIG = lookup.findConstructor(KafkaConfig.class, methodType(void.class, Map.class, boolean.class));
            SERVER = lookup.findConstructor(
                    KafkaRaftServer.class, methodType(void.class, KafkaConfig.class, Time.class));
            STARTUP = lookup.findVirtual(KafkaRaftServer.class, "startup", methodType(void.class));
            SHUTDOWN = lookup.findVirtual(KafkaRaftServer.class, "shutdown", methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;
    private final int port;
    private final Map<String, String> properties;
    private @Nullable KafkaRaftServer server;

    BrokerNode(int id, int port, Map<String, String> properties) {
        this.name = "muster-broker-" + id;
        this.port = port;
        this.properties = properties;
    }

    int port() {
        return port;
    }

    /** Returns once the node serves requests; does nothing to a node that runs. */
    synchronized void start() {
        if (server == null) {
            try {
                var config = DetachedThread.call(name, MethodHandles.insertArguments(CONFIG, 0, properties, false));
                server = (KafkaRaftServer)
                        DetachedThread.call(name, MethodHandles.insertArguments(SERVER, 0, config, Time.SYSTEM));
                DetachedThread.call(name, STARTUP.bindTo(server));
            } catch (Exception e) {
                stop(); // What did start holds threads, ports and locks.
                throw startFailed(e);
            }
        }
    }

    /** Returns once the node's threads have ended and its files are closed; does nothing to a node that is stopped. */
    synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** A call that stops the running node and holds nothing of ours. */
    synchronized MethodHandle shutdown() {
        return SHUTDOWN.bindTo(server);
    }

    private IllegalStateException startFailed(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return LoopbackPorts.inUse(port, failure);
            }
        }
        return new IllegalStateException(name + " did not start: " + failure.getMessage(), failure);
    }
}
