package dev.muster.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The engine: {@code muster.engine.*}. */
@ConfigMapping(prefix = "muster.engine")
public interface EngineConfig {
    /** Consumer group of the engine, and prefix of its internal topics and transactional ids. */
    @WithDefault("muster")
    String applicationId();

    /** Name of this process, unique and the same again after its restart: a host or pod name. */
    @WithDefault("${HOSTNAME:localhost}")
    String node();

    /** Stream threads; by default as many as cores, at most 4. */
    Optional<Integer> threads();

    /** The engine's state. Where it is lost, it is restored from Kafka. */
    Path stateDirectory();

    /** Copies of the state on other nodes, kept ready. */
    @WithDefault("0")
    int standbys();

    /** Tenants that command through a topic of their own; none: a single tenant, through the one topic. */
    Optional<List<String>> tenants();

    /** The name of the single tenant. */
    @WithDefault("default")
    String singleTenant();

    /** Topics that commands may have their results sent to, as a regular expression; never one of our own. */
    @WithDefault(".*")
    String replyTopics();
}
