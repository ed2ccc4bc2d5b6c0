package dev.muster.app.lifecycle;

import dev.muster.app.EngineConfig;
import dev.muster.app.StartBanner;
import dev.muster.app.TopicsConfig;
import dev.muster.app.lifecycle.Engine.Phase;
import dev.muster.engine.EngineMetrics;
import dev.muster.engine.EngineTopology;
import dev.muster.engine.KnownReplyTopics;
import dev.muster.engine.StreamsHost;
import dev.muster.engine.StreamsSettings;
import dev.muster.engine.Wiring;
import dev.muster.engine.effect.EffectChannel;
import dev.muster.engine.topics.BrokerWait;
import dev.muster.engine.topics.DeclaredTopics;
import dev.muster.engine.topics.TopicProfile;
import dev.muster.engine.topics.TopicProvisioner;
import dev.muster.engine.topics.TopicsMismatchException;
import dev.muster.engine.topics.TopicsReport;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.ChannelRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.errors.StreamsException;
import org.jboss.logging.Logger;

/**
 * Starts the engine in order: broker, topics, Kafka Streams, executor. Each step waits for the one before without holding a
 * thread, so that health answers meanwhile.
 */
@Singleton
public final class ServiceStart {
    private static final Logger LOG = Logger.getLogger(ServiceStart.class);

    @Inject
    Engine engine;

    @Inject
    EngineConfig config;

    @Inject
    TopicsConfig topicsConfig;

    @Inject
    DeclaredTopics declared;

    @Inject
    Wiring wiring;

    @Inject
    KnownReplyTopics replyTopics;

    @Inject
    EngineMetrics metrics;

    @Inject
    ChannelRegistry channels;

    @Inject
    StartBanner banner;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    void onStart(@Observes StartupEvent event) {
        TopicProfile profile = declared.profile(topicsConfig.profile());
        new BrokerWait(kafka, Optional.empty(), missing -> LOG.warn(missing.message()))
                .reached()
                .thenCompose(cluster -> prepareTopics(profile))
                .thenAcceptAsync(report -> run(profile, report), Infrastructure.getDefaultWorkerPool())
                .exceptionally(this::giveUp);
    }

    private CompletionStage<TopicsReport> prepareTopics(TopicProfile profile) {
        engine.enter(Phase.PREPARING_TOPICS);
        Admin admin = Admin.create(kafka);
        engine.owns(admin);
        replyTopics.watch(admin);
        String address = String.valueOf(kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
        var topics = declared.of(profile, config.tenants().orElse(List.of()));
        return new TopicProvisioner(admin, address, topicsConfig.callTimeout())
                .run(topicsConfig.mode(), profile, topics);
    }

    private void run(TopicProfile profile, TopicsReport report) {
        report.differences().forEach(LOG::warn);
        var client = new HashMap<>(kafka);
        client.remove(CommonClientConfigs.GROUP_ID_CONFIG); // Quarkus' default; Streams has its own.
        var settings = new StreamsSettings(
                client,
                config.applicationId(),
                config.node(),
                config.threads().orElseGet(StreamsSettings::threadsOfThisMachine),
                config.stateDirectory(),
                profile.replicationFactor(),
                config.standbys());
        StreamsHost host = host(profile, settings);
        engine.owns(host);
        host.start();
        channels.getPausable(EffectChannel.EFFECTS).resume();
        engine.enter(Phase.RUNNING);
        banner.print(report);
    }

    private StreamsHost host(TopicProfile profile, StreamsSettings settings) {
        try {
            return new StreamsHost(
                    EngineTopology.build(wiring, profile.partitions()), settings, metrics, wiring.clock());
        } catch (StreamsException e) {
            throw new ConfigurationException(
                    "the state directory " + settings.stateDirectory() + " cannot be used: " + e.getMessage()
                            + ". Set muster.engine.state-directory to one that this process may write and no other"
                            + " process uses",
                    e);
        }
    }

    private Void giveUp(Throwable failure) {
        if (engine.phase() == Phase.STOPPING) {
            return null;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TopicsMismatchException || cause instanceof ConfigurationException) {
            LOG.error(cause.getMessage());
        } else {
            LOG.error("the engine could not be started", cause);
        }
        Quarkus.asyncExit(1);
        return null;
    }
}
