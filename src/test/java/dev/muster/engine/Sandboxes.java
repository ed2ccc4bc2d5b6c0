package dev.muster.engine;

import dev.muster.provider.ComputeProvider;
import dev.muster.provider.ProviderFactory.AccountSettings;
import dev.muster.provider.sandbox.MachineTruth;
import dev.muster.provider.sandbox.SandboxClouds;
import dev.muster.provider.sandbox.SandboxFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Accounts on sandbox clouds of their own, that answer at once; machines take seconds to boot, by the engine's clock. */
public final class Sandboxes {
    private final InstantSource clock;
    private final List<Accounts.Opened> opened = new ArrayList<>();
    private UnaryOperator<ComputeProvider> wrapping = UnaryOperator.identity();

    public Sandboxes(InstantSource clock) {
        this.clock = clock;
    }

    /** What the accounts that are opened from here on are seen through. */
    public Sandboxes through(UnaryOperator<ComputeProvider> wrapper) {
        wrapping = wrapper;
        return this;
    }

    /** @param more settings of the sandbox, as {@code name, value, name, value} */
    public Sandboxes open(String account, List<String> tenants, String... more) {
        var settings = new HashMap<>(Map.of(
                "latency", "0s", "bootDelay", "3s", "stopDelay", "1s", "terminateDelay", "1s", "throttling", "true"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        var named = new AccountSettings(
                account,
                SandboxFactory.PROVIDER,
                List.of(DrivenEngine.REGION),
                tenants,
                true,
                Duration.ofSeconds(10),
                settings);
        SandboxClouds.forget(account, DrivenEngine.REGION);
        ComputeProvider provider = new SandboxFactory(clock).open(named, DrivenEngine.REGION);
        opened.add(new Accounts.Opened(named, Map.of(DrivenEngine.REGION, wrapping.apply(provider))));
        return this;
    }

    public Accounts accounts() {
        return new Accounts(opened);
    }

    /** What truly runs in an account, whatever its API shows. */
    public static List<MachineTruth> live(String account) {
        return SandboxClouds.find(account, DrivenEngine.REGION).operate((operator, now) -> operator.live(now));
    }
}
