package dev.muster.app.broker;

import static java.lang.invoke.MethodType.methodType;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Utils;

/**
 * The one broker of this JVM: started by the first who asks, whatever is reloaded in between, and closed by the last.
 *
 * <p>What stays behind after a live reload is its address in a system property and a sleeping thread that closes it, made of
 * Kafka and JDK objects alone, so that the class loader of the application that started it can go. It is no shutdown hook,
 * since hooks run at the same time: Kafka Streams would wait for a broker that is gone before it.
 */
public final class ResidentBroker {
    /** System property: the bootstrap address of the broker that runs in this JVM. */
    public static final String ADDRESS = "muster.broker.address";

    /** Name of the thread that closes the broker once it is interrupted; how later class loaders find it. */
    private static final String CLOSER = "muster-broker-close";

    private static final long CLOSE_MILLIS_MAX = 30_000;

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
            var closer = DetachedThread.of(CLOSER, onInterrupt(closing(broker)));
            closer.setDaemon(true);
            closer.start();
            System.setProperty(ADDRESS, broker.bootstrapServers());
            return broker.bootstrapServers();
        }
    }

    /** Closes the broker, if one runs, whoever started it. Blocks until its files are closed, at most 30 s. */
    @SuppressWarnings("LockOnNonEnclosingClassLiteral") // As above.
    public static void close() throws InterruptedException {
        synchronized (KafkaRaftServer.class) {
            System.clearProperty(ADDRESS);
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals(CLOSER)) {
                    thread.interrupt();
                    thread.join(CLOSE_MILLIS_MAX);
                }
            }
        }
    }

    private static MethodHandle onInterrupt(MethodHandle call) {
        try {
            var sleep =
                    MethodHandles.publicLookup().findStatic(Thread.class, "sleep", methodType(void.class, long.class));
            return MethodHandles.catchException(
                    MethodHandles.insertArguments(sleep, 0, Long.MAX_VALUE),
                    InterruptedException.class,
                    MethodHandles.dropArguments(call, 0, InterruptedException.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
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
