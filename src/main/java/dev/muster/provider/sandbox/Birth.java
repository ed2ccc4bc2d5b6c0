package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.Market;
import dev.muster.model.Zone;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is settled about a machine when it is made.
 *
 * @param ordinal its place among all machines this cloud ever made, from 1
 * @param findKey token or name; null for a foreign machine without one
 * @param owner null for a foreign machine
 * @param tags empty where the profile has none
 * @param zone null on a cloud without zones
 * @param visibleAt when the API begins to show it
 * @param fate how it will end while booting; null for one that boots
 */
record Birth(
        long ordinal,
        String id,
        @Nullable String findKey,
        int launchIndex,
        Call.@Nullable Ownership owner,
        Map<String, String> tags,
        String typeName,
        Market market,
        @Nullable Zone zone,
        Instant launchedAt,
        Instant visibleAt,
        @Nullable EndReason fate) {
    int vcpus() {
        SandboxType type = SandboxType.named(typeName);
        return type == null ? 0 : type.vcpus();
    }

    @Nullable
    String zoneName() {
        return zone == null ? null : zone.name();
    }
}
