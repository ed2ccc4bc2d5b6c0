package dev.muster.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The embedded broker: {@code muster.broker.*}. */
@ConfigMapping(prefix = "muster.broker")
public interface BrokerConfig {
    /** Whether a broker of our own is started, unless the address of another one is given. */
    @WithDefault("false")
    boolean embedded();

    /** Loopback port; 0 takes a free one. */
    @WithDefault("9092")
    int port();

    /** Where its data stays. None: a temporary folder. */
    Optional<Path> directory();

    /** Set by us, once it runs. */
    Optional<String> address();
}
