package dev.muster.provider.sandbox;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The clouds of this process, by account and region. A real cloud does not forget its machines when its user restarts, so
 * closing a provider leaves its cloud here for whoever opens the account next.
 */
public final class SandboxClouds {
    private static final ConcurrentMap<String, SharedCloud> CLOUDS = new ConcurrentHashMap<>();

    private SandboxClouds() {}

    /** The cloud of an account in a region; null if none was opened. For tests and demonstrations. */
    public static @Nullable SharedCloud find(String account, String region) {
        return CLOUDS.get(nameOf(account, region));
    }

    /** Forgets a cloud, as the end of the process would; one with a state file comes back from it. */
    public static void forget(String account, String region) {
        CLOUDS.remove(nameOf(account, region));
    }

    /** @throws IllegalArgumentException where the cloud is open already, and behaves otherwise than these settings say */
    static SharedCloud open(String account, String region, SandboxSettings settings, InstantSource clock) {
        String name = nameOf(account, region);
        SharedCloud cloud;
        try {
            cloud = CLOUDS.computeIfAbsent(name, absent -> new SharedCloud(name, settings, clock));
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "account " + account
                            + ": setting stateFile must name a file that can be written, in a directory that"
                            + " exists",
                    e);
        }
        if (!cloud.settings().makesSameCloudAs(settings)) {
            throw new IllegalArgumentException("account " + account + ": settings: the sandbox cloud " + name
                    + " is open with other settings; use another account id, or restart the process");
        }
        return cloud;
    }

    private static String nameOf(String account, String region) {
        return account + "/" + region;
    }
}
