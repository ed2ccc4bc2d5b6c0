package dev.muster.provider;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Opens one account of a cloud. Found as a CDI bean by its {@link #provider} name. */
public interface ProviderFactory {
    /** The name accounts are configured with, e.g. {@code aws}. */
    String provider();

    /**
     * Builds the client for one region of an account; makes no call.
     *
     * @throws IllegalArgumentException naming the setting and the remedy, where the account's settings are wrong
     */
    ComputeProvider open(AccountSettings account, String region);

    /**
     * One configured account. Credentials are never in it: the adapter's own settings name where they are.
     *
     * @param id our id of it
     * @param tenants who may use it; the provider's limits are shared out equally among them
     * @param orphansTerminate whether machines with our mark that nobody knows are ended, or only reported
     * @param settings the adapter's own settings, by the name below {@code muster.accounts.<id>.settings}
     */
    record AccountSettings(
            String id,
            String provider,
            List<String> regions,
            List<String> tenants,
            boolean orphansTerminate,
            Duration callTimeout,
            Map<String, String> settings) {}
}
