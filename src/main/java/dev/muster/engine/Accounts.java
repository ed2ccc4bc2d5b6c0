package dev.muster.engine;

import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.Violation;
import dev.muster.model.Scope;
import dev.muster.provider.ComputeProvider;
import dev.muster.provider.ProviderFactory.AccountSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configured accounts, each opened in each of its regions. Never changes while the service runs. */
public final class Accounts {
    private final Map<String, Opened> byId = new TreeMap<>();

    public Accounts(Collection<Opened> accounts) {
        accounts.forEach(account -> byId.put(account.settings().id(), account));
    }

    /**
     * One account.
     *
     * @param regions its providers, by the region's name
     */
    public record Opened(AccountSettings settings, Map<String, ComputeProvider> regions) {
        public Opened {
            regions = Map.copyOf(regions);
        }

        /** An account that names no tenant is everybody's. */
        boolean isFor(String tenant) {
            return settings.tenants().isEmpty() || settings.tenants().contains(tenant);
        }
    }

    /** Sorted by id. */
    public Collection<Opened> all() {
        return byId.values();
    }

    /** The provider that serves a scope; null where the scope's account or region is not configured (any more). */
    public @Nullable ComputeProvider provider(Scope scope) {
        Opened account = byId.get(scope.account());
        return account == null || !account.isFor(scope.tenant())
                ? null
                : account.regions().get(scope.region());
    }

    /** Why a scope is not served that is not. Somebody else's account is as unknown as one that is not there. */
    public Failure refusal(Scope scope) {
        Opened account = byId.get(scope.account());
        return account == null || !account.isFor(scope.tenant())
                ? refusal(new Violation("account", "UNKNOWN_ACCOUNT", "There is no such account."))
                : refusal(new Violation("region", "UNKNOWN_REGION", "The account is not configured for this region."));
    }

    private static Failure refusal(Violation violation) {
        return Failure.refusal(Category.INVALID_REQUEST, "INVALID_REQUEST", violation.message(), List.of(violation));
    }
}
