package dev.muster.app.lifecycle;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.kafka.streams.runtime.HotReplacementInterceptor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Has development mode look for edited classes without being asked: it does so by itself only when a request or a record
 * comes in, and an idle engine has neither.
 */
@Singleton
@IfBuildProfile("dev")
final class LiveReload {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Vertx vertx;
    private long timer;

    LiveReload(Vertx vertx) {
        this.vertx = vertx;
    }

    void onStart(@Observes StartupEvent event) {
        var look = new HotReplacementInterceptor();
        timer = vertx.setPeriodic(LOOK_EVERY.toMillis(), tick -> look.onConsume(ConsumerRecords.empty()));
    }

    void onStop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }
}
