package dev.muster.cli.kafka;

import dev.muster.model.Scope;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the service is found.
 *
 * @param bootstrapServers Kafka's {@code host:port,…}
 * @param from which setting that came from, for messages
 * @param prefix of all topics of the service, e.g. {@code muster.}
 * @param tenant whose commands topic is written
 * @param client further Kafka client settings, e.g. for TLS
 */
public record Settings(String bootstrapServers, String from, String prefix, String tenant, Map<String, String> client) {
    public static final String DEFAULT_PREFIX = "muster.";
    public static final String DEFAULT_TENANT = "default";
    static final String DEFAULT_SERVERS = "127.0.0.1:9092";
    static final String VARIABLE = "KAFKA_BOOTSTRAP_SERVERS";

    public Settings {
        client = Map.copyOf(client);
        if (!Scope.isPart(tenant)) {
            throw ExitException.usage("--tenant: 1 to 63 of A-Z, a-z, 0-9, dot, underscore and hyphen");
        }
    }

    /** What the command line says; null where it says nothing. */
    public record Given(
            @Nullable String bootstrap,
            @Nullable String prefix,
            @Nullable String tenant,
            @Nullable Path config) {}

    /** The command line wins over its own file, that over the environment, that over a service in development mode. */
    public static Settings of(Given given, Map<String, String> environment, Path workingDirectory) {
        Map<String, String> client = new HashMap<>();
        if (given.config() != null) {
            client.putAll(read(given.config()));
        }
        String inFile = client.remove("bootstrap.servers");
        String variable = environment.get(VARIABLE);
        String tenant = given.tenant() == null ? DEFAULT_TENANT : given.tenant();
        String prefix = given.prefix() == null ? DEFAULT_PREFIX : given.prefix();
        if (given.bootstrap() != null) {
            return new Settings(given.bootstrap(), "--bootstrap", prefix, tenant, client);
        }
        if (inFile != null) {
            return new Settings(inFile, "bootstrap.servers in " + given.config(), prefix, tenant, client);
        }
        if (variable != null && !variable.isBlank()) {
            return new Settings(variable.strip(), VARIABLE, prefix, tenant, client);
        }
        DevService dev = DevService.find(workingDirectory);
        if (dev != null) {
            String devPrefix = given.prefix() == null && dev.prefix() != null ? dev.prefix() : prefix;
            return new Settings(dev.bootstrapServers(), dev.file().toString(), devPrefix, tenant, client);
        }
        return new Settings(DEFAULT_SERVERS, "the default", prefix, tenant, client);
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw ExitException.usage("--config: " + file + " cannot be read as a properties file");
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /** Full name of one of the service's topics. */
    public String topic(String name) {
        return prefix + name;
    }

    /** The topic says who commands, never the command itself. */
    public String commandsTopic() {
        return topic("commands") + (tenant.equals(DEFAULT_TENANT) ? "" : "." + tenant);
    }

    /** Settings of any client: theirs first, so that ours win where a client of this kind must have them. */
    Map<String, Object> clientSettings(Map<String, Object> ours) {
        Map<String, Object> all = new HashMap<>(client);
        all.put("bootstrap.servers", bootstrapServers);
        all.put("client.id", "muster-cli");
        all.putAll(ours);
        return all;
    }
}
