package dev.muster.engine.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sees to it that a cluster has the declared topics, before anything else uses them: Kafka Streams stops on a source
 * topic that is missing.
 *
 * <p>Run once, at start. Nothing here waits; the stages complete on the admin client's thread, so whoever follows them
 * with work of any length moves it elsewhere.
 */
public final class TopicProvisioner {
    /** Below it, a late EndTxn of a broken producer can end the transaction that follows (KIP-890). */
    private static final int TRANSACTION_VERSION_MIN = 2;

    private static final Duration VISIBLE_PAUSE = Duration.ofMillis(50);
    private static final Executor VISIBLE_LATER =
            CompletableFuture.delayedExecutor(VISIBLE_PAUSE.toMillis(), TimeUnit.MILLISECONDS);

    private final ClusterTopics cluster;
    private final String bootstrapServers;
    private final Duration callTimeout;

    /**
     * @param admin stays the caller's to close, after the returned stage
     * @param bootstrapServers for messages
     * @param callTimeout bounds each request, and the wait for created topics to become visible
     */
    public TopicProvisioner(Admin admin, String bootstrapServers, Duration callTimeout) {
        this.cluster = new ClusterTopics(admin, callTimeout);
        this.bootstrapServers = bootstrapServers;
        this.callTimeout = callTimeout;
    }

    /**
     * Creates or verifies, as the mode says.
     *
     * <p>Fails with {@link TopicsMismatchException} when the cluster is not fit: in verify mode on any difference, in
     * create mode when a topic has another number of partitions. Fails with Kafka's own exception when the cluster does
     * not answer in time or refuses.
     *
     * @param profile names the declaration in messages
     */
    public CompletionStage<TopicsReport> run(TopicsMode mode, TopicProfile profile, List<TopicDeclaration> topics) {
        var names = topics.stream().map(TopicDeclaration::name).toList();
        return cluster.find(names).thenCompose(found -> switch (mode) {
            case CREATE ->
                createMissing(topics, found)
                        .thenCompose(created -> report(mode, profile, existing(topics, found), found, created));
            case VERIFY -> report(mode, profile, topics, found, Set.of());
        });
    }

    private CompletableFuture<Set<String>> createMissing(List<TopicDeclaration> topics, Map<String, FoundTopic> found) {
        var missing = new ArrayList<>(topics);
        missing.removeAll(existing(topics, found));
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(Set.of());
        }
        int tries = Math.toIntExact(callTimeout.dividedBy(VISIBLE_PAUSE) + 1);
        return cluster.create(missing)
                .thenCompose(created -> visible(created, tries).thenApply(seen -> created));
    }

    /** A created topic is known to the controller first, and to the brokers a moment later. */
    private CompletableFuture<Void> visible(Collection<String> names, int triesLeft) {
        return cluster.find(names).thenCompose(found -> {
            if (found.keySet().containsAll(names)) {
                return CompletableFuture.completedFuture(null);
            }
            if (triesLeft <= 1) {
                var hidden = new TreeSet<>(names);
                hidden.removeAll(found.keySet());
                return CompletableFuture.failedFuture(
                        new TimeoutException("created, but not visible after " + callTimeout + ": " + hidden));
            }
            return CompletableFuture.runAsync(() -> {}, VISIBLE_LATER)
                    .thenCompose(now -> visible(names, triesLeft - 1));
        });
    }

    private static List<TopicDeclaration> existing(List<TopicDeclaration> topics, Map<String, FoundTopic> found) {
        return topics.stream().filter(topic -> found.containsKey(topic.name())).toList();
    }

    private CompletionStage<TopicsReport> report(
            TopicsMode mode,
            TopicProfile profile,
            List<TopicDeclaration> topics,
            Map<String, FoundTopic> found,
            Set<String> created) {
        var comparison = new TopicComparison(bootstrapServers, profile.name());
        return cluster.transactionVersion().thenApply(transactionVersion -> {
            var differences = new ArrayList<Difference>();
            topics.forEach(topic -> differences.addAll(comparison.compare(topic, found.get(topic.name()))));
            if (transactionVersion < TRANSACTION_VERSION_MIN) {
                differences.add(comparison.transactionVersion(TRANSACTION_VERSION_MIN, transactionVersion));
            }
            if (mode == TopicsMode.VERIFY && !differences.isEmpty()
                    || differences.stream().anyMatch(Difference::breaksKeying)) {
                throw new TopicsMismatchException(bootstrapServers, profile.name(), differences);
            }
            return new TopicsReport(new TreeSet<>(created), differences);
        });
    }
}
