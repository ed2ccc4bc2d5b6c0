package dev.muster.provider.aws;

import dev.muster.provider.ComputeProvider;
import dev.muster.provider.ProviderFactory;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Opens accounts of AWS EC2. The regions of one account share connections and credentials until the last is closed. */
@Singleton
public final class AwsFactory implements ProviderFactory {
    static final String PROVIDER = "aws";

    private record Shared(AwsAccount account, int regions) {}

    private final Map<AccountSettings, Shared> open = new HashMap<>();

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public ComputeProvider open(AccountSettings account, String region) {
        if (!account.regions().contains(region)) {
            throw new IllegalArgumentException("muster.accounts." + account.id() + ".regions: does not name " + region);
        }
        AwsSettings settings = AwsSettings.of(account);
        AwsAccount shared = share(account, settings);
        return new Ec2Provider(
                account.id(),
                Ec2Profile.of(account, settings, region),
                new LaunchRequests(settings.defaultImage(), settings.rootDevice()),
                new Ec2Rows(settings.zonesOf(region)),
                shared.credentials(),
                shared.ec2(region),
                () -> release(account));
    }

    private synchronized AwsAccount share(AccountSettings key, AwsSettings settings) {
        Shared shared = open.get(key);
        AwsAccount account = shared == null
                ? new AwsAccount(key.id(), settings, key.regions().get(0))
                : shared.account();
        open.put(key, new Shared(account, shared == null ? 1 : shared.regions() + 1));
        return account;
    }

    private synchronized void release(AccountSettings key) {
        Shared shared = open.remove(key);
        if (shared == null) {
            return;
        }
        if (shared.regions() > 1) {
            open.put(key, new Shared(shared.account(), shared.regions() - 1));
        } else {
            shared.account().close();
        }
    }
}
