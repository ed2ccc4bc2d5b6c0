package dev.muster.app.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Where the nodes keep their data: a folder {@code node-<id>} each, formatted once, after which it holds the cluster id.
 *
 * @param isTemporary the folder is ours to delete
 */
record DataDirectory(Path root, boolean isTemporary) {
    /** Kafka writes it last when it formats, and reads node and cluster id from it. */
    private static final String META_PROPERTIES = "meta.properties";

    static DataDirectory of(Optional<Path> kept) {
        try {
            return kept.isPresent()
                    ? new DataDirectory(Files.createDirectories(kept.get().toAbsolutePath()), false)
                    : new DataDirectory(Files.createTempDirectory("muster-broker-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the embedded broker cannot create its data directory; see " + BrokerSettings.DIRECTORY, e);
        }
    }

    Path node(int id) {
        return root.resolve("node-" + id);
    }

    /**
     * Makes the folders of nodes 1 to {@code nodes} ready for a start; leaves what earlier starts wrote.
     *
     * @return the cluster id
     */
    String prepare(int nodes) {
        try {
            List<Integer> ids = IntStream.rangeClosed(1, nodes).boxed().toList();
            List<Integer> formatted = ids.stream().filter(this::isFormatted).toList();
            if (formatted.equals(ids) && !isFormatted(nodes + 1)) {
                requireNotInUse(ids);
                return clusterId(1);
            }
            if (formatted.isEmpty()) {
                return format(ids);
            }
            throw new IllegalStateException("the data directory " + root + " was made for another number of nodes than "
                    + nodes + ": set " + BrokerSettings.DIRECTORY + " to another folder, or delete this one");
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded broker cannot use its data directory " + root, e);
        }
    }

    void deleteIfTemporary() {
        if (isTemporary) {
            try {
                Utils.delete(root.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean isFormatted(int id) {
        return Files.exists(node(id).resolve(META_PROPERTIES));
    }

    private String clusterId(int id) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(node(id).resolve(META_PROPERTIES), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties.getProperty("cluster.id");
    }

    /** Kafka locks the folder too, but only after it has opened the metadata log in it. */
    private void requireNotInUse(List<Integer> ids) throws IOException {
        for (int id : ids) {
            var file = node(id).resolve(".lock");
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                if (lock == null) {
                    throw inUse();
                }
            } catch (OverlappingFileLockException e) {
                throw inUse();
            }
        }
    }

    private IllegalStateException inUse() {
        return new IllegalStateException(
                "the data directory " + root + " is in use by another embedded broker: stop it," + " or set "
                        + BrokerSettings.DIRECTORY + " to another folder");
    }

    private String format(List<Integer> ids) throws IOException {
        var clusterId = Uuid.randomUuid().toString();
        for (int id : ids) {
            var folder = Files.createDirectories(node(id)).toString();
            try {
                // The release decides every feature's level; the latest one finalizes transaction.version at its
                // highest.
                new Formatter()
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                        .setClusterId(clusterId)
                        .setNodeId(id)
                        .addDirectory(folder)
                        .setMetadataLogDirectory(folder)
                        .setControllerListenerName(BrokerNode.CONTROLLER_LISTENER)
                        .setReleaseVersion(MetadataVersion.latestProduction())
                        .setHasDynamicQuorum(false)
                        .run();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("cannot format " + folder, e);
            }
        }
        return clusterId;
    }
}
