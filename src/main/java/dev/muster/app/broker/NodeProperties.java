package dev.muster.app.broker;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Kafka's properties for the nodes of one embedded cluster.
 *
 * @param brokerPorts of node 1, 2, …
 * @param controllerPorts of node 1, 2, …
 * @param extra wins over everything here
 */
record NodeProperties(List<Integer> brokerPorts, List<Integer> controllerPorts, Map<String, String> extra) {
    private static final int REPLICATION_MAX = 3;

    Map<String, String> of(int id, Path directory) {
        var all = new HashMap<String, String>();
        all.putAll(network(id));
        all.putAll(internalTopics());
        all.putAll(quickAndSmall(brokerPorts.size()));
        all.put("log.dirs", directory.toString());
        // A topic that nobody declared is a mistake to see, not one to make durable with four defaults.
        all.put("auto.create.topics.enable", "false");
        all.put("message.max.bytes", "1048576");
        all.putAll(extra);
        return all;
    }

    private Map<String, String> network(int id) {
        var broker = "PLAINTEXT://127.0.0.1:" + brokerPorts.get(id - 1);
        var controller = BrokerNode.CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPorts.get(id - 1);
        var voters = IntStream.rangeClosed(1, controllerPorts.size())
                .mapToObj(voter -> voter + "@127.0.0.1:" + controllerPorts.get(voter - 1))
                .collect(joining(","));
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(id),
                "controller.quorum.voters",
                voters,
                "controller.listener.names",
                BrokerNode.CONTROLLER_LISTENER,
                "inter.broker.listener.name",
                "PLAINTEXT",
                "listeners",
                broker + "," + controller,
                "advertised.listeners",
                broker,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    private Map<String, String> internalTopics() {
        int nodes = brokerPorts.size();
        var replication = Integer.toString(Math.min(REPLICATION_MAX, nodes));
        var inSyncMin = Integer.toString(nodes < REPLICATION_MAX ? 1 : 2);
        return Map.of(
                "offsets.topic.num.partitions", "3",
                "offsets.topic.replication.factor", replication,
                "transaction.state.log.num.partitions", "3",
                "transaction.state.log.replication.factor", replication,
                "transaction.state.log.min.isr", inSyncMin,
                "share.coordinator.state.topic.num.partitions", "3",
                "share.coordinator.state.topic.replication.factor", replication,
                "share.coordinator.state.topic.min.isr", inSyncMin,
                "default.replication.factor", replication);
    }

    /** Defaults are for a machine of its own and a cluster that is started once a year. */
    private static Map<String, String> quickAndSmall(int nodes) {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                // After a crash a node is refused until the session of the one before it has ended. A lone node crashes
                // only with its JVM, and on a starved machine it would be fenced for being late.
                "broker.heartbeat.interval.ms", "250",
                "broker.session.timeout.ms", nodes == 1 ? "6000" : "1500",
                // It ends the session at once, so a lone node is back in 0.3 s. Several nodes that all close at the
                // same
                // time would wait for each other to take over their partitions, without end.
                "controlled.shutdown.enable", Boolean.toString(nodes == 1),
                "log.cleaner.dedupe.buffer.size", "2097152",
                "num.network.threads", "2",
                "num.io.threads", "2",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "1");
    }
}
