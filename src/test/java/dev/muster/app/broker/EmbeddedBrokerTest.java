package dev.muster.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testing.TestBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedBrokerTest {
    @Test
    void aBouncedBrokerComesBackOnItsPortWithItsRecords() throws Exception {
        try (var broker = TestBroker.start()) {
            broker.createTopics(1, "t");
            broker.send("t", "before");
            var address = broker.bootstrapServers();

            broker.bounce();
            broker.send("t", "after");

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(broker.values("t")).containsExactly("before", "after");
        }
    }

    @Test
    void aKeptDirectoryGivesTheNextStartItsRecordsAndItsClusterId(@TempDir Path directory) throws Exception {
        var settings = BrokerSettings.temporary().withDirectory(directory);
        String clusterId;
        try (var first = TestBroker.start(settings)) {
            first.createTopics(1, "t");
            first.send("t", "kept");
            clusterId = first.broker().clusterId();
        }

        try (var second = TestBroker.start(settings)) {
            assertThat(second.values("t")).containsExactly("kept");
            assertThat(second.broker().clusterId()).isEqualTo(clusterId);
            assertThat(second.admin().describeCluster().clusterId().get()).isEqualTo(clusterId);
        }
    }

    @Test
    void aTemporaryDirectoryIsGoneAfterClose() {
        var broker = EmbeddedBroker.start(BrokerSettings.temporary());
        var root = broker.directory().root();
        assertThat(root).isDirectory();

        broker.close();

        assertThat(root).doesNotExist();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        var broker = EmbeddedBroker.start(BrokerSettings.temporary());
        broker.close();
        broker.close();
    }

    @Test
    void twoBrokersInOneJvmDoNotSeeEachOther() throws Exception {
        try (var one = TestBroker.start();
                var other = TestBroker.start()) {
            one.createTopics(1, "t");

            assertThat(one.admin().listTopics().names().get()).contains("t");
            assertThat(other.admin().listTopics().names().get()).doesNotContain("t");
        }
    }

    @Test
    void threeNodesReplicateOutliveOneAndCloseTogether() throws Exception {
        var settings = BrokerSettings.temporary().withNodes(3);
        var root = Path.of("");
        try (var broker = TestBroker.start(settings)) {
            root = broker.broker().directory().root();
            broker.createTopics(1, "t");
            broker.send("t", "three");

            broker.broker().stopNode(2);
            broker.send("t", "two");
            broker.broker().startNode(2);

            assertThat(broker.values("t")).containsExactly("three", "two");
        }
        assertThat(root).doesNotExist();
    }

    @Test
    void topicsAreNotCreatedByUsingThem() {
        try (var broker = TestBroker.start()) {
            var settings = broker.clientSettings();
            settings.put("max.block.ms", 500);
            try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>("undeclared", "x"))
                                .get())
                        .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
            }
            assertThatThrownBy(() -> broker.admin()
                            .describeTopics(Set.of("undeclared"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void transactionVersionIsFinalizedAtTwo() throws Exception {
        try (var broker = TestBroker.start()) {
            var features =
                    broker.admin().describeFeatures().featureMetadata().get().finalizedFeatures();

            assertThat(features.get("transaction.version").maxVersionLevel()).isEqualTo((short) 2);
        }
    }

    @Test
    void aTakenPortIsNamedWithItsSetting() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = BrokerSettings.temporary().withPort(taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the embedded broker cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is already in use. Set muster.broker.port to another port (0 takes a free one),"
                            + " stop the process that has it, or, if that is a Kafka broker, use it:"
                            + " KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:" + taken.getLocalPort());
        }
    }

    /** The port is taken between our look and Kafka's bind: a node that is down leaves it open for others. */
    @Test
    void aPortTakenWhileANodeIsDownIsNamedToo() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerSettings.temporary())) {
            int port = broker.node(1).port();
            broker.stopNode(1);
            try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThatThrownBy(() -> broker.startNode(1)).hasMessageContaining("muster.broker.port");
            }

            broker.startNode(1);
        }
    }

    @Test
    void aDirectoryInUseIsRefused(@TempDir Path directory) {
        var settings = BrokerSettings.temporary().withDirectory(directory);
        try (var first = EmbeddedBroker.start(settings)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another embedded broker")
                    .hasMessageContaining("muster.broker.directory");
        }
    }

    @Test
    void aDirectoryOfAnotherNumberOfNodesIsRefused(@TempDir Path directory) {
        var one = BrokerSettings.temporary().withDirectory(directory);
        EmbeddedBroker.start(one).close();

        assertThatThrownBy(() -> EmbeddedBroker.start(one.withNodes(3)))
                .hasMessageContaining("another number of nodes than 3")
                .hasMessageContaining("muster.broker.directory");
        assertThat(Files.exists(directory.resolve("node-2"))).isFalse();
    }

    @Test
    void closingLeavesNoThreadBehind() {
        EmbeddedBroker.start(BrokerSettings.temporary()).close(); // Pools of Kafka's that a JVM has once.
        var before = threads();

        EmbeddedBroker.start(BrokerSettings.temporary()).close();

        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(threads())
                .isSubsetOf(before));
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(thread -> thread.getName() + " " + thread.getId())
                .collect(Collectors.toSet());
    }
}
