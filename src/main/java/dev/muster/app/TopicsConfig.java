package dev.muster.app;

import dev.muster.engine.topics.TopicsMode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Topics at start: {@code muster.topics.*}. */
@ConfigMapping(prefix = "muster.topics")
public interface TopicsConfig {
    /** Whether missing topics are created, or the cluster is only compared with deploy/topics.yaml. */
    @WithDefault("verify")
    TopicsMode mode();

    /** The profile of deploy/topics.yaml that says how many partitions and replicas. */
    @WithDefault("production")
    String profile();

    /** Longest wait for one answer of the cluster. */
    @WithDefault("30s")
    Duration callTimeout();
}
