package dev.muster.app;

import dev.muster.app.broker.BrokerLauncher;
import dev.muster.app.broker.BrokerSettings;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The service's main class. Before anything else is started it sees to a broker, if it is to bring its own: {@code
 * --embedded-broker}, or the setting {@code muster.broker.embedded}.
 */
@QuarkusMain
public final class Main {
    static final String EMBEDDED_FLAG = "--embedded-broker";

    private static final String PROFILE = "quarkus.profile";
    private static final String BOOTSTRAP = "kafka.bootstrap.servers";
    private static final int PORT = 9092;

    Main() {}

    public static void main(String... arguments) throws ClassNotFoundException {
        boolean flag = Arrays.asList(arguments).contains(EMBEDDED_FLAG);
        if (flag && System.getProperty(PROFILE) == null && System.getenv("QUARKUS_PROFILE") == null) {
            System.setProperty(PROFILE, "embedded");
        }
        // Until this class is there, the configuration is one without the application's own file and profile.
        Class.forName(Application.APP_CLASS_NAME, true, Thread.currentThread().getContextClassLoader());
        try {
            prepare(ConfigProvider.getConfig(), flag);
        } catch (IllegalStateException | IllegalArgumentException | IOException e) {
            System.err.println("muster cannot start: " + e.getMessage()); // There is no log yet.
            System.exit(1);
        }
        Quarkus.run(arguments);
    }

    private static void prepare(Config config, boolean flag) throws IOException {
        Optional<Path> data = config.getOptionalValue("muster.data.directory", Path.class);
        if (data.isPresent()) {
            Files.createDirectories(data.get());
        }
        boolean embedded = flag
                || config.getOptionalValue("muster.broker.embedded", Boolean.class)
                                .orElse(false)
                        && config.getOptionalValue(BOOTSTRAP, String.class).isEmpty();
        if (embedded) {
            System.setProperty(BOOTSTRAP, BrokerLauncher.ensureStarted(settings(config)));
        }
    }

    private static BrokerSettings settings(Config config) {
        int port = config.getOptionalValue(BrokerSettings.PORT, Integer.class).orElse(PORT);
        Optional<Path> directory = config.getOptionalValue(BrokerSettings.DIRECTORY, Path.class);
        return new BrokerSettings(1, port, directory, Map.of());
    }
}
