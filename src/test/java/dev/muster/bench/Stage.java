package dev.muster.bench;

import dev.muster.app.broker.BrokerSettings;
import dev.muster.app.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a part plays on: a broker of its own in this process, and a folder for the engine's state. */
final class Stage implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final Path state;

    private Stage(EmbeddedBroker broker, Path state) {
        this.broker = broker;
        this.state = state;
    }

    static Stage open() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
        return new Stage(EmbeddedBroker.start(BrokerSettings.temporary()), Files.createTempDirectory(parent, "state-"));
    }

    String broker() {
        return broker.bootstrapServers();
    }

    /** Starts the service and returns at once. */
    Service start(List<String> jvmFlags, Map<String, String> settings) throws IOException {
        return Service.start(broker(), state, jvmFlags, settings);
    }

    @Override
    public void close() {
        broker.close();
        try (Stream<Path> files = Files.walk(state)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
