package dev.muster.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reply topics that the cluster was seen to have. Asks the cluster in the background, never while a record waits: a topic
 * that was created less than {@link #EVERY} ago may still count as missing.
 */
public final class KnownReplyTopics implements ReplyTopics, AutoCloseable {
    static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(KnownReplyTopics.class);

    private final Pattern allowed;
    private final Executor later = CompletableFuture.delayedExecutor(EVERY.toMillis(), TimeUnit.MILLISECONDS);
    private volatile Set<String> names = Set.of();
    private volatile @Nullable Admin admin;

    /** @param allowed what a reply topic may be called; the service's own were refused before */
    public KnownReplyTopics(Pattern allowed) {
        this.allowed = allowed;
    }

    /** Begins to look. */
    public void watch(Admin cluster) {
        admin = cluster;
        look();
    }

    @Override
    public boolean isOpen(String topic) {
        return names.contains(topic) && allowed.matcher(topic).matches();
    }

    private void look() {
        Admin cluster = admin;
        if (cluster != null) {
            cluster.listTopics().names().toCompletionStage().whenComplete((found, failure) -> {
                if (failure == null) {
                    names = Set.copyOf(found);
                } else {
                    LOG.debugf("the topics could not be listed: %s", failure.getMessage());
                }
                later.execute(this::look);
            });
        }
    }

    /** Looks no more. The admin client stays its owner's to close. */
    @Override
    public void close() {
        admin = null;
    }
}
