package dev.muster.app.broker;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster of one or more nodes in this JVM: the real server, on loopback, without security.
 *
 * <p>Every method blocks until it is done: never call one on an event loop.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final DataDirectory directory;
    private final String clusterId;
    private final List<BrokerNode> nodes;

    private EmbeddedBroker(DataDirectory directory, String clusterId, List<BrokerNode> nodes) {
        this.directory = directory;
        this.clusterId = clusterId;
        this.nodes = nodes;
    }

    /**
     * Starts all nodes and returns when they serve requests.
     *
     * @throws IllegalStateException when a port or the data directory is in use, or the directory holds another number
     *     of nodes; the message names the setting to change. Nothing is left running.
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        var ports = new LoopbackPorts();
        var brokerPorts = IntStream.range(0, settings.nodes())
                .map(i -> settings.port() == 0 ? ports.free() : ports.fixed(settings.port() + i))
                .boxed()
                .toList();
        var controllerPorts =
                Stream.generate(ports::free).limit(settings.nodes()).toList();
        var properties = new NodeProperties(brokerPorts, controllerPorts, settings.properties());
        var directory = DataDirectory.of(settings.directory());
        var clusterId = directory.prepare(settings.nodes());
        var nodes = IntStream.rangeClosed(1, settings.nodes())
                .mapToObj(id -> new BrokerNode(id, brokerPorts.get(id - 1), properties.of(id, directory.node(id))))
                .toList();
        var broker = new EmbeddedBroker(directory, clusterId, nodes);
        try {
            broker.onAllNodes(BrokerNode::start);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /** {@code 127.0.0.1:port} of every node, whether it runs or not. */
    public String bootstrapServers() {
        return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(joining(","));
    }

    /** Minted when the data directory was first used, and kept in it. */
    public String clusterId() {
        return clusterId;
    }

    /** @param id 1 for the first node; does nothing to a node that runs */
    public void startNode(int id) {
        node(id).start();
    }

    /** Closes the node's files; where there are several nodes, leadership is not handed over first. */
    public void stopNode(int id) {
        node(id).stop();
    }

    /**
     * Stops all nodes, at the same time, and deletes a temporary data directory. May be repeated. One node closes in
     * about 0.3 s. Several take 5 s, whatever the machine: Kafka's Raft client waits that long for a leader to succeed it.
     */
    @Override
    public void close() {
        try {
            onAllNodes(BrokerNode::stop);
        } finally {
            directory.deleteIfTemporary();
        }
    }

    BrokerNode node(int id) {
        return nodes.get(id - 1);
    }

    DataDirectory directory() {
        return directory;
    }

    /** In parallel: a node's start ends when a majority of controllers has started, and a stop may wait for its peers. */
    private void onAllNodes(Consumer<BrokerNode> act) {
        var all = new ArrayList<CompletableFuture<Void>>();
        for (BrokerNode node : nodes) {
            all.add(CompletableFuture.runAsync(
                    () -> act.accept(node), work -> new Thread(work, "muster-broker").start()));
        }
        @Nullable RuntimeException first = null;
        for (var one : all) {
            try {
                one.join();
            } catch (CompletionException e) {
                var failure = e.getCause() instanceof RuntimeException cause ? cause : e;
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
