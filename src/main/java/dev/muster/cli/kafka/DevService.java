package dev.muster.cli.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a service in development mode wrote of itself, so that the client beside it needs no settings: the file
 * {@code .muster/dev.properties} in the working directory or above it, with {@value #BOOTSTRAP} and {@value #PREFIX}.
 *
 * @param prefix of the topics; null where the file does not say
 */
public record DevService(
        Path file, String bootstrapServers, @Nullable String prefix) {
    static final String FILE = ".muster/dev.properties";
    static final String BOOTSTRAP = "bootstrap.servers";
    static final String PREFIX = "topic.prefix";

    /** The nearest one; null where there is none that can be read. */
    public static @Nullable DevService find(Path directory) {
        for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve(FILE);
            if (Files.isRegularFile(file)) {
                return read(file);
            }
        }
        return null;
    }

    private static @Nullable DevService read(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return null; // Half written or damaged: as if the service had not been started.
        }
        String servers = properties.getProperty(BOOTSTRAP, "").strip();
        return servers.isEmpty() ? null : new DevService(file, servers, properties.getProperty(PREFIX));
    }
}
