package dev.muster.app.broker;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/**
 * A process that does what {@code quarkus:dev} does: it loads the application, which starts the broker, drops it, loads
 * it anew, and ends. Prints what {@link ResidentBrokerTest} wants to know.
 */
final class ReloadingApplication {
    /** Loads our own classes by itself, so that dropping it drops them. */
    private static final class Reloadable extends ClassLoader {
        Reloadable() {
            super(ReloadingApplication.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.muster.")) {
                return super.loadClass(name, resolve);
            }
            var loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (var stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = stream.readAllBytes();
                // As Quarkus does it: the class loader can be reached from the protection domain.
                var domain = new ProtectionDomain(null, null, this, null);
                return defineClass(name, bytes, 0, bytes.length, domain);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private ReloadingApplication() {}

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1); // The broker's threads would keep this process alive.
        });
        LoggerFactory.getLogger(
                "first"); // Logging has a thread of its own, and in Quarkus it is older than any application.
        var address = new String[2];
        var dropped = new WeakReference<>(run(address, 0, Path.of(arguments[0])));
        run(address, 1, Path.of(arguments[0]));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return dropped.get() == null;
        });
        BrokerLauncher.close(); // A third class loader: it need not be one that asked for the broker.
        System.out.println("dropped " + address[0] + " " + address[1]);
        System.exit(0);
    }

    private static ClassLoader run(String[] address, int run, Path directory) throws Exception {
        var loader = new Reloadable();
        var before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            var settingsClass = loader.loadClass(BrokerSettings.class.getName());
            var settings = settingsClass.getMethod("temporary").invoke(null);
            settings = settingsClass.getMethod("withDirectory", Path.class).invoke(settings, directory);
            address[run] = (String) loader.loadClass(BrokerLauncher.class.getName())
                    .getMethod("ensureStarted", settingsClass)
                    .invoke(null, settings);
            return loader;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
