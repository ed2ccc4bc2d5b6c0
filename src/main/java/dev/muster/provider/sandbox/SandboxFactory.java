package dev.muster.provider.sandbox;

import dev.muster.model.ScopeProfile;
import dev.muster.model.ScopeProfile.OrphanPolicy;
import dev.muster.model.Verb;
import dev.muster.provider.ComputeProvider;
import dev.muster.provider.ProviderFactory;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Opens sandbox clouds. The settings it understands are those of {@link SandboxSettings}. */
@Singleton
public final class SandboxFactory implements ProviderFactory {
    public static final String PROVIDER = "sandbox";

    private final InstantSource clock;

    /** @param clock the application's, if it has one of its own */
    @Inject
    SandboxFactory(Instance<InstantSource> clock) {
        this(clock.isResolvable() ? clock.get() : InstantSource.system());
    }

    public SandboxFactory(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public ComputeProvider open(AccountSettings account, String region) {
        SandboxSettings settings = SandboxSettings.read(account, region);
        SharedCloud cloud = SandboxClouds.open(account.id(), region, settings, clock);
        SandboxProfile profile = settings.profile();
        ScopeProfile told = profile.scopeProfile(
                Math.max(1, account.tenants().size()),
                settings.tuning().throttling(),
                account.orphansTerminate() ? OrphanPolicy.TERMINATE : OrphanPolicy.REPORT,
                account.callTimeout());
        var client = new SandboxClient(cloud, settings.latency());
        return profile.verbs().contains(Verb.STOP)
                ? new StoppingSandboxProvider(told, client)
                : new SandboxProvider(told, client);
    }
}
