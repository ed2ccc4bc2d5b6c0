package dev.muster.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts: {@code muster.accounts.<id>.*}. Credentials never stand here; settings name where they are. */
@ConfigMapping(prefix = "muster.accounts")
public interface AccountsConfig {
    @WithParentName
    Map<String, Account> byId();

    /** One credential on one provider. */
    interface Account {
        /** The adapter's name, e.g. {@code sandbox} or {@code aws}. */
        String provider();

        /** The provider's own names of the regions it is used in. */
        List<String> regions();

        /** Who may use it; none named: everybody. The provider's limits are shared out equally among them. */
        Optional<List<String>> tenants();

        /** What becomes of machines with our mark that nobody knows. */
        @WithDefault("report")
        Orphans orphans();

        /** Longest wait for one provider call, at most 30 s. */
        @WithDefault("30s")
        Duration callTimeout();

        /** The adapter's own settings. */
        Map<String, String> settings();
    }

    enum Orphans {
        REPORT,
        TERMINATE
    }
}
