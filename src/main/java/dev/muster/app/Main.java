package dev.muster.app;

import dev.muster.app.broker.BrokerLauncher;
import dev.muster.app.broker.BrokerSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * The service's main class. Before anything else is started it sees to a broker, if it is to bring its own:
 * {@code --embedded-broker}, or the setting {@code muster.broker.embedded}.
 */
@QuarkusMain
public final class Main {
    static final String EMBEDDED_FLAG = "--embedded-broker";

    private static final Logger LOG = Logger.getLogger(Main.class);
    private static final String BOOTSTRAP = "kafka.bootstrap.servers";

    private Main() {}

    public static void main(String... arguments) {
        boolean flag = Arrays.asList(arguments).contains(EMBEDDED_FLAG);
        if (flag && System.getProperty("quarkus.profile") == null) {
            System.setProperty("quarkus.profile", "embedded");
        }
        try {
            Config config = ConfigProvider.getConfig();
            if (flag || wantsBroker(config)) {
                System.setProperty(BOOTSTRAP, BrokerLauncher.ensureStarted(settings(config)));
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.error(e.getMessage());
            System.exit(1);
        }
        Quarkus.run(arguments);
    }

    private static boolean wantsBroker(Config config) {
        boolean embedded =
                config.getOptionalValue("muster.broker.embedded", Boolean.class).orElse(false);
        return embedded && config.getOptionalValue(BOOTSTRAP, String.class).isEmpty();
    }

    private static BrokerSettings settings(Config config) {
        int port = config.getOptionalValue(BrokerSettings.PORT, Integer.class).orElse(9092);
        Optional<Path> directory = config.getOptionalValue(BrokerSettings.DIRECTORY, Path.class);
        return new BrokerSettings(1, port, directory, Map.of());
    }
}
