package dev.muster.app.lifecycle;

import dev.muster.engine.effect.EffectChannel;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start an executor that would carry out effects of transactions that were aborted. */
@Singleton
final class ReadCommitted {
    private static final String SETTING = "mp.messaging.incoming." + EffectChannel.EFFECTS + ".isolation.level";

    /** Before the channels are opened. */
    void onStart(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            @ConfigProperty(name = SETTING) String isolation) {
        if (!isolation.equals("read_committed")) {
            throw new ConfigurationException(SETTING + " is '" + isolation
                    + "'; remove the setting, or set it to read_committed: effects of aborted transactions"
                    + " must not be carried out");
        }
    }
}
