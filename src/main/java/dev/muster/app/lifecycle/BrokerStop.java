package dev.muster.app.lifecycle;

import dev.muster.app.broker.BrokerLauncher;
import io.quarkus.runtime.LaunchMode;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Closes this JVM's own broker, after everything that speaks to it, when the JVM ends and not at a live reload. */
@Singleton
final class BrokerStop {
    /** After the channels, which close at 50. */
    private static final int LAST = 10_000;

    void onEnd(@Observes @BeforeDestroyed(ApplicationScoped.class) @Priority(LAST) Object event) {
        if (LaunchMode.current() == LaunchMode.NORMAL || jvmIsEnding()) {
            BrokerLauncher.close();
        }
    }

    /** The only sign of it that there is: a JVM that ends takes no more hooks. */
    private static boolean jvmIsEnding() {
        var hook = new Thread(() -> {}, "muster-never-runs");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
