package dev.muster.app.broker;

import static java.lang.invoke.MethodType.methodType;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Utils;

/**
 * The one broker of this JVM: started by the first who asks, closed when the JVM ends, whatever is reloaded in between.
 *
 * <p>What stays behind after a live reload is its address in a system property and a shutdown hook, made of Kafka and JDK
 * objects alone, so that the class loader of the application that started it can go.
 */
public final class ResidentBroker {
    /** System property: the bootstrap address of the broker that runs in this JVM. */
    public static final String ADDRESS = "muster.broker.address";

    private ResidentBroker() {}

    /**
     * Starts a broker of one node unless it runs; later calls ignore their settings. Blocks until it serves requests.
     *
     * @return its bootstrap address
     * @throws IllegalStateException as {@link EmbeddedBroker#start}
     */
    @SuppressWarnings("LockOnNonEnclosingClassLiteral") // Kafka's class is the same across live reloads, ours is not.
    public static String ensureStarted(BrokerSettings settings) {
        synchronized (KafkaRaftServer.class) {
            var running = System.getProperty(ADDRESS);
            if (running != null) {
                return running;
            }
            var broker = EmbeddedBroker.start(settings.withNodes(1));
            Runtime.getRuntime().addShutdownHook(DetachedThread.of("muster-broker-close", closing(broker)));
            System.setProperty(ADDRESS, broker.bootstrapServers());
            return broker.bootstrapServers();
        }
    }

    private static MethodHandle closing(EmbeddedBroker broker) {
        var shutdown = broker.node(1).shutdown();
        return broker.directory().isTemporary()
                ? MethodHandles.foldArguments(delete(broker.directory().root().toFile()), shutdown)
                : shutdown;
    }

    private static MethodHandle delete(File folder) {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(Utils.class, "delete", methodType(void.class, File.class))
                    .bindTo(folder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
