package dev.muster.app;

import dev.muster.engine.Accounts;
import dev.muster.engine.EngineTopics;
import dev.muster.engine.topics.TopicsReport;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What is told once the service is up: where everything is, and what to try next. */
@Singleton
public final class StartBanner {
    private static final Logger LOG = Logger.getLogger(StartBanner.class);

    private final EngineTopics topics;
    private final Accounts accounts;
    private final Map<String, Object> kafka;
    private final String http;

    @Inject
    StartBanner(
            EngineTopics topics,
            Accounts accounts,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.topics = topics;
        this.accounts = accounts;
        this.kafka = kafka;
        this.http = "http://" + host + ":" + port;
    }

    /** To standard output where a person looks on, to the log elsewhere. */
    public void print(TopicsReport report) {
        String all = accounts.all().stream()
                .map(account ->
                        account.settings().id() + " (" + account.settings().provider() + ", "
                                + String.join(" ", account.settings().regions()) + ")")
                .collect(Collectors.joining(", "));
        String text = """

            Muster is up.
              broker    %s
              topics    %s: commands in; events, errors, state, dead-letters out%s
              accounts  %s
              health    %s/q/health
              metrics   %s/q/metrics
              try       ./muster instances create trainer --account sandbox --region sandbox-1 --type small --count 3 --watch
            """.formatted(
                kafka.get("bootstrap.servers"),
                topics.prefix() + "*",
                report.created().isEmpty() ? "" : " (" + report.created().size() + " created)",
                all,
                http,
                http);
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            System.out.println(text);
        } else {
            LOG.info(text);
        }
    }
}
