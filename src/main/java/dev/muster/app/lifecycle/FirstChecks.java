package dev.muster.app.lifecycle;

import dev.muster.engine.Accounts;
import dev.muster.engine.effect.EffectChannel;
import dev.muster.provider.ProviderException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What must be right before the first channel is opened and the first broker asked. */
@Singleton
final class FirstChecks {
    private static final String SETTING = "mp.messaging.incoming." + EffectChannel.EFFECTS + ".isolation.level";

    private static final Logger LOG = Logger.getLogger(FirstChecks.class);

    /** Longest wait for a provider's check; one that has not answered by then may still do. */
    private static final Duration CHECK_WITHIN = Duration.ofSeconds(15);

    /** An executor must not carry out effects of transactions that were aborted. */
    void readsCommitted(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            @ConfigProperty(name = SETTING) String isolation) {
        if (!isolation.equals("read_committed")) {
            throw new ConfigurationException(SETTING + " is '" + isolation
                    + "'; remove the setting, or set it to read_committed: effects of aborted transactions"
                    + " must not be carried out");
        }
    }

    /** Opens the accounts, which fails on a wrong setting. One without credentials is told of; the others go on. */
    void accountsAreUsable(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event, Accounts accounts) {
        for (Accounts.Opened account : accounts.all()) {
            account.regions()
                    .values()
                    .iterator()
                    .next()
                    .check()
                    .ifNoItem()
                    .after(CHECK_WITHIN)
                    .failWith(() -> new IllegalStateException(
                            "account " + account.settings().id() + " did not say within " + CHECK_WITHIN
                                    + " whether it can be used"))
                    .subscribe()
                    .with(usable -> {}, failure -> LOG.error(messageOf(failure)));
        }
    }

    private static String messageOf(Throwable failure) {
        return failure instanceof ProviderException refused
                ? refused.failure().message()
                : String.valueOf(failure.getMessage());
    }
}
