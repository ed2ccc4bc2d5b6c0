package dev.muster.engine.topics;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The few questions and orders that we have for a cluster. Every one returns at once, fails with Kafka's own exception,
 * at the latest after {@code callTimeout}, and completes on the admin client's thread.
 */
record ClusterTopics(Admin admin, Duration callTimeout) {
    private static final String TRANSACTION_VERSION = "transaction.version";

    /** Those of the topics that exist, by name. */
    CompletableFuture<Map<String, FoundTopic>> find(Collection<String> names) {
        var described = admin.describeTopics(names, new DescribeTopicsOptions().timeoutMs(timeoutMs()));
        return each(described.topicNameValues(), UnknownTopicOrPartitionException.class)
                .thenCompose(found -> settings(found.keySet()).thenApply(settings -> {
                    var topics = new TreeMap<String, FoundTopic>();
                    found.forEach((name, topic) -> {
                        var config = settings.get(name);
                        if (config != null) {
                            topics.put(name, found(topic, config));
                        }
                    });
                    return topics;
                }));
    }

    /** @return the names of those that were created; a topic that someone else created meanwhile is none of them */
    CompletableFuture<Set<String>> create(Collection<TopicDeclaration> topics) {
        var wanted = topics.stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), topic.replicationFactor())
                        .configs(topic.settings()))
                .toList();
        var created = admin.createTopics(wanted, new CreateTopicsOptions().timeoutMs(timeoutMs()))
                .values();
        // The futures of this answer carry no value.
        Map<String, KafkaFuture<Boolean>> done = created.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().thenApply(nothing -> true)));
        return each(done, TopicExistsException.class).thenApply(Map::keySet);
    }

    /** The finalized level of the transaction protocol; 0 where the cluster has none. */
    CompletableFuture<Integer> transactionVersion() {
        return bounded(admin.describeFeatures(new DescribeFeaturesOptions().timeoutMs(timeoutMs()))
                        .featureMetadata())
                .thenApply(features -> Optional.ofNullable(
                                features.finalizedFeatures().get(TRANSACTION_VERSION))
                        .map(range -> (int) range.maxVersionLevel())
                        .orElse(0));
    }

    private CompletableFuture<Map<String, Config>> settings(Set<String> names) {
        var resources = names.stream().collect(toMap(identity(), ClusterTopics::resource));
        var answers = admin.describeConfigs(resources.values(), new DescribeConfigsOptions().timeoutMs(timeoutMs()))
                .values();
        return each(
                names.stream().collect(toMap(identity(), name -> answers.get(resources.get(name)))),
                UnknownTopicOrPartitionException.class);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static FoundTopic found(TopicDescription topic, Config config) {
        Map<String, String> settings = config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(toMap(ConfigEntry::name, ConfigEntry::value));
        return new FoundTopic(
                topic.name(),
                topic.partitions().size(),
                topic.partitions().get(0).replicas().size(),
                settings);
    }

    /** All answers, without those that failed in the way that the caller expects. */
    private <T> CompletableFuture<Map<String, T>> each(
            Map<String, KafkaFuture<T>> answers, Class<? extends Exception> expected) {
        var present = new TreeMap<String, CompletableFuture<Optional<T>>>();
        answers.forEach((name, answer) -> present.put(
                name, bounded(answer).thenApply(Optional::of).exceptionally(failure -> absent(failure, expected))));
        return CompletableFuture.allOf(present.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    var values = new TreeMap<String, T>();
                    present.forEach((name, value) -> value.join().ifPresent(it -> values.put(name, it)));
                    return values;
                });
    }

    private static <T> Optional<T> absent(Throwable failure, Class<? extends Exception> expected) {
        var cause = ownCause(failure);
        if (expected.isInstance(cause)) {
            return Optional.empty();
        }
        throw cause instanceof RuntimeException unexpected ? unexpected : new CompletionException(cause);
    }

    /**
     * Kafka 4.1.1 forgets the timeout that it is given with describeTopics, and asks a silent cluster for a minute; and
     * its futures refuse to be completed by others, so the time limit needs one of ours.
     */
    private <T> CompletableFuture<T> bounded(KafkaFuture<T> answer) {
        return CompletableFuture.completedFuture(true)
                .thenCompose(now -> answer.toCompletionStage())
                .orTimeout(callTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    throw failure instanceof java.util.concurrent.TimeoutException
                            ? new TimeoutException("the Kafka cluster did not answer within " + callTimeout)
                            : new CompletionException(ownCause(failure));
                });
    }

    private static Throwable ownCause(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private int timeoutMs() {
        return Math.toIntExact(callTimeout.toMillis());
    }
}
