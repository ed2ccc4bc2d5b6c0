package dev.muster.cli;

import dev.muster.cli.kafka.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command understands, before or after its name. */
final class GlobalOptions {
    /** How results are printed. */
    enum Output {
        /** For people. */
        TABLE,
        /** For scripts. */
        JSON
    }

    @Option(
            names = "--bootstrap",
            scope = ScopeType.INHERIT,
            paramLabel = "HOST:PORT",
            description =
                    "Kafka brokers. Else KAFKA_BOOTSTRAP_SERVERS, else a running dev service, else 127.0.0.1:9092.")
    @Nullable
    String bootstrap;

    @Option(
            names = "--tenant",
            scope = ScopeType.INHERIT,
            paramLabel = "TENANT",
            description = "Whose instances; chooses the topic commands are sent to. Default: default.")
    @Nullable
    String tenant;

    @Option(
            names = "--prefix",
            scope = ScopeType.INHERIT,
            paramLabel = "PREFIX",
            description = "Of the service's topics. Default: muster.")
    @Nullable
    String prefix;

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Kafka client properties, e.g. for TLS and SASL.")
    @Nullable
    Path config;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "table or json (one document a line). Default: table.")
    Output output = Output.TABLE;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Show this text.")
    boolean help;

    Settings settings(Map<String, String> environment, Path workingDirectory) {
        return Settings.of(new Settings.Given(bootstrap, prefix, tenant, config), environment, workingDirectory);
    }
}
