package dev.muster.app.lifecycle;

import dev.muster.app.lifecycle.Engine.Phase;
import dev.muster.engine.Accounts;
import dev.muster.engine.KnownReplyTopics;
import dev.muster.engine.StreamsHost;
import dev.muster.engine.effect.EffectChannel;
import dev.muster.provider.ComputeProvider;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/**
 * Stops in the order in which nothing is lost or made to wait: readiness down, take no more effects, let calls under way end
 * and their outcomes reach the broker, then close Kafka Streams. At most 75 s in all.
 */
@Singleton
public final class ServiceStop {
    /** Calls end within 30 s and a second; what does not is delivered again after the start. */
    static final Duration CALLS_END_WITHIN = Duration.ofSeconds(33);

    static final Duration STREAMS_CLOSE_WITHIN = Duration.ofSeconds(40);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Logger LOG = Logger.getLogger(ServiceStop.class);

    @Inject
    Engine engine;

    @Inject
    ChannelRegistry channels;

    @Inject
    EffectChannel effects;

    @Inject
    KnownReplyTopics replyTopics;

    @Inject
    Accounts accounts;

    void onStop(@Observes ShutdownEvent event) {
        engine.enter(Phase.STOPPING);
        channels.getPausable(EffectChannel.EFFECTS).pause();
        awaitCalls();
        replyTopics.close();
        StreamsHost host = engine.host();
        if (host != null && !host.stop(STREAMS_CLOSE_WITHIN)) {
            LOG.warnf("Kafka Streams did not close within %s", STREAMS_CLOSE_WITHIN);
        }
        Admin admin = engine.admin();
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
        accounts.all().forEach(account -> account.regions().values().forEach(ComputeProvider::close));
    }

    private void awaitCalls() {
        long end = System.nanoTime() + CALLS_END_WITHIN.toNanos();
        try {
            while (effects.underWay() > 0 && System.nanoTime() < end) {
                Thread.sleep(LOOK_EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (effects.underWay() > 0) {
            LOG.warnf("stopping with %d provider calls under way; they will be delivered again", effects.underWay());
        }
    }
}
