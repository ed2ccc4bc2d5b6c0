package dev.muster.app.broker;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * The way into this package for the rest of the application: it reaches the broker by reflection, so that a package
 * without the broker's jars still loads.
 */
public final class BrokerLauncher {
    private static final String SERVER = "kafka.server.KafkaRaftServer";
    private static final String RESIDENT = "dev.muster.app.broker.ResidentBroker";

    private BrokerLauncher() {}

    /** Whether the broker's jars are in this package. */
    public static boolean isAvailable() {
        try {
            Class.forName(SERVER, false, BrokerLauncher.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Starts this JVM's broker unless it runs. Blocks until it serves requests, about 2 s: call it from {@code main}.
     *
     * @return its bootstrap address
     * @throws IllegalStateException when the jars are missing, the port or the directory is in use, or the start fails;
     *     the message names the setting to change
     */
    public static String ensureStarted(BrokerSettings settings) {
        if (!isAvailable()) {
            throw new IllegalStateException("this package has no embedded broker: it was built for production. Set"
                    + " KAFKA_BOOTSTRAP_SERVERS to a broker's address, or use the development package");
        }
        return String.valueOf(resident("ensureStarted", new Class<?>[] {BrokerSettings.class}, settings));
    }

    /** Closes this JVM's broker, if one runs. Blocks until its files are closed, at most 30 s. */
    public static void close() {
        if (isAvailable()) {
            resident("close", new Class<?>[0]);
        }
    }

    private static @Nullable Object resident(String method, Class<?>[] types, Object... arguments) {
        try {
            return Class.forName(RESIDENT).getMethod(method, types).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
