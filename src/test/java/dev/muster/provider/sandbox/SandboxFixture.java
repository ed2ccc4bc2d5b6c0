package dev.muster.provider.sandbox;

import dev.muster.provider.ComputeProvider;
import dev.muster.provider.ProviderFactory.AccountSettings;
import dev.muster.provider.ProviderFixture;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sandbox of its own, opened as the service opens it: a few milliseconds for everything, and no throttling. */
final class SandboxFixture implements ProviderFixture {
    static final String REGION = "local";

    final String account;
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "throttling", "false",
            "latency", "1ms..3ms",
            "bootDelay", "20ms..40ms",
            "stopDelay", "5ms",
            "terminateDelay", "5ms",
            "visibilityLag", "0s..20ms"));
    private @Nullable ComputeProvider provider;

    SandboxFixture(SandboxProfile profile) {
        this(profile, "test-" + UUID.randomUUID());
    }

    SandboxFixture(SandboxProfile profile, String account) {
        this.account = account;
        settings.put("profile", profile.name());
    }

    SandboxFixture with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    AccountSettings account() {
        return new AccountSettings(
                account, "sandbox", List.of(REGION), List.of("acme"), true, Duration.ofSeconds(10), settings);
    }

    @Override
    public ComputeProvider provider() {
        if (provider == null) {
            provider = reopen();
        }
        return provider;
    }

    ComputeProvider reopen() {
        return new SandboxFactory(InstantSource.system()).open(account(), REGION);
    }

    SharedCloud cloud() {
        return SandboxClouds.find(account, REGION);
    }

    @Override
    public String typeName() {
        return "small";
    }

    @Override
    public @Nullable String image() {
        return null;
    }

    @Override
    public String freshKey() {
        return UUID.randomUUID().toString();
    }

    @Override
    public String unknownId() {
        return "i-00000000000000000";
    }

    @Override
    public String addForeign() {
        return cloud().operate(
                        (operator, now) -> operator.addForeign(SandboxType.SMALL, "theirs", null, Map.of(), now));
    }
}
