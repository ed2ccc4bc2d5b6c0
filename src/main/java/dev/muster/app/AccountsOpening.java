package dev.muster.app;

import static java.util.stream.Collectors.joining;

import dev.muster.app.AccountsConfig.Account;
import dev.muster.app.AccountsConfig.Orphans;
import dev.muster.engine.Accounts;
import dev.muster.model.Scope;
import dev.muster.provider.ComputeProvider;
import dev.muster.provider.ProviderFactory;
import dev.muster.provider.ProviderFactory.AccountSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Opens the configured accounts, once, or says which setting is wrong and what to do. */
final class AccountsOpening {
    private static final Duration CALL_TIMEOUT_MAX = Duration.ofSeconds(30);

    private final Map<String, ProviderFactory> factories = new TreeMap<>();
    private final List<String> tenants;

    AccountsOpening(List<ProviderFactory> factories, EngineConfig engine) {
        factories.forEach(factory -> this.factories.put(factory.provider(), factory));
        tenants = engine.tenants().orElse(List.of(engine.singleTenant()));
    }

    Accounts open(AccountsConfig config) {
        if (config.byId().isEmpty()) {
            throw new ConfigurationException("no account is configured, so there is nothing to do. Set"
                    + " muster.accounts.<id>.provider to one of " + factories.keySet()
                    + " and muster.accounts.<id>.regions to the regions it is used in");
        }
        var problems = new ArrayList<String>();
        var opened = new ArrayList<Accounts.Opened>();
        config.byId().forEach((id, account) -> {
            try {
                opened.add(open(id, account));
            } catch (IllegalArgumentException e) {
                problems.add("muster.accounts." + id + ": " + e.getMessage());
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.stream().collect(joining("\n  - ", "accounts:\n  - ", "")));
        }
        return new Accounts(opened);
    }

    private Accounts.Opened open(String id, Account account) {
        require(Scope.isPart(id), "the id must be 1 to 63 characters of [A-Za-z0-9._-]");
        ProviderFactory factory = factories.get(account.provider());
        if (factory == null) {
            throw new IllegalArgumentException(
                    "provider is '" + account.provider() + "'; use one of " + factories.keySet());
        }
        Duration timeout = account.callTimeout();
        require(
                timeout.compareTo(Duration.ZERO) > 0 && timeout.compareTo(CALL_TIMEOUT_MAX) <= 0,
                "call-timeout is " + timeout + "; use more than 0s and at most 30s");
        require(!account.regions().isEmpty(), "regions is empty; name at least one");
        var settings = new AccountSettings(
                id,
                account.provider(),
                account.regions(),
                account.tenants().orElse(tenants),
                account.orphans() == Orphans.TERMINATE,
                timeout,
                account.settings());
        var regions = new HashMap<String, ComputeProvider>();
        for (String region : account.regions()) {
            require(Scope.isPart(region), "region '" + region + "' must be 1 to 63 characters of [A-Za-z0-9._-]");
            regions.put(region, factory.open(settings, region));
        }
        return new Accounts.Opened(settings, regions);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
