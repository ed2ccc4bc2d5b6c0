package dev.muster.engine.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.TestBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TopicProvisionerTest {
    private static final TopicProfile TINY = new TopicProfile("tiny", 2, (short) 1, 1);
    private static final Map<String, String> SETTINGS = Map.of(
            "cleanup.policy", "delete",
            "max.message.bytes", "2000",
            "min.insync.replicas", "1",
            "retention.ms", "1000");
    private static final TopicDeclaration TOPIC = new TopicDeclaration("t", 2, (short) 1, SETTINGS);

    private TestBroker broker;
    private TopicProvisioner provisioner;

    @BeforeEach
    void start() {
        broker = TestBroker.start();
        provisioner = new TopicProvisioner(broker.admin(), "here:1", Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void createMakesExactlyWhatIsDeclared() throws Exception {
        var declared = TopicsFile.packaged();
        var dev = declared.profile("dev");
        var topics = declared.of(dev, List.of("acme", "globex"));

        var report = run(TopicsMode.CREATE, dev, topics);

        var names = topics.stream().map(TopicDeclaration::name).collect(Collectors.toSet());
        assertThat(report).isEqualTo(new TopicsReport(names, List.of()));
        assertThat(broker.admin().listTopics().names().get()).isEqualTo(names);
        var found = new ClusterTopics(broker.admin(), Duration.ofSeconds(20))
                .find(names)
                .get();
        for (var topic : topics) {
            var there = found.get(topic.name());
            assertThat(there.partitions()).isEqualTo(topic.partitions());
            assertThat(there.replicationFactor()).isEqualTo(topic.replicationFactor());
            assertThat(there.settings()).containsAllEntriesOf(topic.settings());
        }
        assertThat(run(TopicsMode.VERIFY, dev, topics)).isEqualTo(new TopicsReport(Set.of(), List.of()));
        assertThat(run(TopicsMode.CREATE, dev, topics)).isEqualTo(new TopicsReport(Set.of(), List.of()));
    }

    @Test
    void createLeavesAnExistingTopicAndTellsHowItDiffers() throws Exception {
        make("retention.ms", "7");

        var report = run(TopicsMode.CREATE, TINY, List.of(TOPIC));

        assertThat(report.created()).isEmpty();
        assertThat(report.differences())
                .extracting(Difference::setting, Difference::found)
                .containsExactly(tuple("retention.ms", "7"));
    }

    @Test
    void anotherPartitionCountStopsEitherMode() throws Exception {
        make(5);
        var message = """
                the Kafka cluster at here:1 is not what deploy/topics.yaml declares for profile tiny:
                  - topic t: partitions expected 2, found 5; remedy: a partition count cannot be changed once keys are in \
                use: set profiles.tiny.partitions to 5 in deploy/topics.yaml, or, losing the records: \
                kafka-topics.sh --bootstrap-server here:1 --delete --topic t && \
                kafka-topics.sh --bootstrap-server here:1 --create --topic t --partitions 2 --replication-factor 1 \
                --config cleanup.policy=delete --config max.message.bytes=2000 --config min.insync.replicas=1 \
                --config retention.ms=1000""";

        assertRefused(TopicsMode.VERIFY, TOPIC, message);
        assertRefused(TopicsMode.CREATE, TOPIC, message);
    }

    @Test
    void verifyNamesAMissingTopicAndCreatesNothing() throws Exception {
        assertRefused(TopicsMode.VERIFY, TOPIC, """
                the Kafka cluster at here:1 is not what deploy/topics.yaml declares for profile tiny:
                  - topic t: exists expected true, found false; remedy: \
                kafka-topics.sh --bootstrap-server here:1 --create --topic t --partitions 2 --replication-factor 1 \
                --config cleanup.policy=delete --config max.message.bytes=2000 --config min.insync.replicas=1 \
                --config retention.ms=1000""");
        assertThat(broker.admin().listTopics().names().get()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, compact, delete",
        "retention.ms, 999, 1000",
        "min.insync.replicas, 2, 1",
        "max.message.bytes, 1999, 2000"
    })
    void verifyNamesASettingThatDiffers(String setting, String found, String expected) throws Exception {
        make(setting, found);

        assertRefused(TopicsMode.VERIFY, TOPIC, """
                the Kafka cluster at here:1 is not what deploy/topics.yaml declares for profile tiny:
                  - topic t: %1$s expected %3$s, found %2$s; remedy: kafka-configs.sh --bootstrap-server here:1 --alter \
                --entity-type topics --entity-name t --add-config %1$s=%3$s""".formatted(setting, found, expected));
    }

    @Test
    void verifyNamesAnotherReplicationFactor() throws Exception {
        make(2);
        var declared = new TopicDeclaration("t", 2, (short) 3, SETTINGS);

        assertRefused(TopicsMode.VERIFY, declared, """
                the Kafka cluster at here:1 is not what deploy/topics.yaml declares for profile tiny:
                  - topic t: replication.factor expected 3, found 1; remedy: move the replicas with \
                kafka-reassign-partitions.sh --bootstrap-server here:1, or set profiles.tiny.replication.factor to 1 in \
                deploy/topics.yaml""");
    }

    @Test
    void verifyListsEveryDifference() throws Exception {
        broker.admin()
                .createTopics(List.of(new NewTopic("t", 3, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact", "retention.ms", "1000"))))
                .all()
                .get();
        var other = new TopicDeclaration("other", 2, (short) 1, SETTINGS);

        assertThatThrownBy(() -> run(TopicsMode.VERIFY, TINY, List.of(TOPIC, other)))
                .isInstanceOfSatisfying(TopicsMismatchException.class, mismatch -> assertThat(mismatch.differences())
                        .extracting(one -> one.where() + " " + one.setting())
                        .containsExactly(
                                "topic t partitions",
                                "topic t cleanup.policy",
                                "topic t max.message.bytes",
                                "topic other exists"));
    }

    @Test
    void theOrderOfCleanupPoliciesDoesNotMatter() throws Exception {
        make("cleanup.policy", "delete,compact");
        var settings = new HashMap<>(SETTINGS);
        settings.put("cleanup.policy", "compact,delete");

        assertThat(run(TopicsMode.VERIFY, TINY, List.of(new TopicDeclaration("t", 2, (short) 1, settings))))
                .isEqualTo(new TopicsReport(Set.of(), List.of()));
    }

    @Test
    void anOldTransactionVersionIsToldInCreateModeAndRefusedInVerifyMode() throws Exception {
        broker.admin()
                .updateFeatures(
                        Map.of(
                                "transaction.version",
                                new FeatureUpdate((short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE)),
                        new UpdateFeaturesOptions())
                .all()
                .get();

        assertThat(run(TopicsMode.CREATE, TINY, List.of(TOPIC)).differences())
                .extracting(Difference::setting)
                .containsExactly("transaction.version");
        assertRefused(TopicsMode.VERIFY, TOPIC, """
                the Kafka cluster at here:1 is not what deploy/topics.yaml declares for profile tiny:
                  - cluster: transaction.version expected at least 2, found 1; remedy: on brokers of 4.1.1 or later: \
                kafka-features.sh --bootstrap-server here:1 upgrade --feature transaction.version=2""");
    }

    @Test
    void aSilentClusterEndsTheCallInTime() {
        broker.broker().stopNode(1);
        var impatient = new TopicProvisioner(broker.admin(), "here:1", Duration.ofMillis(200));

        assertThatThrownBy(() -> impatient
                        .run(TopicsMode.VERIFY, TINY, List.of(TOPIC))
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(TimeoutException.class)
                .hasRootCauseMessage("the Kafka cluster did not answer within PT0.2S");
    }

    private void make(int partitions) throws Exception {
        make(new NewTopic("t", partitions, (short) 1).configs(SETTINGS));
    }

    private void make(String setting, String value) throws Exception {
        var settings = new HashMap<>(SETTINGS);
        settings.put(setting, value);
        make(new NewTopic("t", 2, (short) 1).configs(settings));
    }

    /** The controller answers before the broker shows the topic. */
    private void make(NewTopic topic) throws Exception {
        broker.admin().createTopics(List.of(topic)).all().get();
        await().until(() -> broker.admin().listTopics().names().get().contains(topic.name()));
    }

    private void assertRefused(TopicsMode mode, TopicDeclaration declared, String message) {
        assertThatThrownBy(() -> run(mode, TINY, List.of(declared)))
                .isInstanceOf(TopicsMismatchException.class)
                .hasMessage(message);
    }

    /** Throws what the stage failed with. */
    private TopicsReport run(TopicsMode mode, TopicProfile profile, List<TopicDeclaration> topics) throws Exception {
        try {
            return provisioner.run(mode, profile, topics).toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
