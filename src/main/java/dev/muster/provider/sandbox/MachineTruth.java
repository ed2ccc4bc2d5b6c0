package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.Market;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is truly there, past all lag, for a checker of invariants.
 *
 * @param findKey token or name; null for a foreign machine without one
 * @param launchIndex its place in its launch, also where the profile does not tell it
 * @param owner null for a foreign machine
 * @param tags the user's tags, as far as the profile keeps any
 * @param visibleAt from when on the cloud's API shows it
 * @param starts how often it booted, the launch included
 * @param reboots how often a reboot was executed
 */
public record MachineTruth(
        String id,
        @Nullable String findKey,
        int launchIndex,
        Call.@Nullable Ownership owner,
        Map<String, String> tags,
        String typeName,
        Market market,
        @Nullable String zoneName,
        Instant launchedAt,
        Instant visibleAt,
        MachineState state,
        @Nullable EndReason reason,
        int starts,
        int reboots) {
    static MachineTruth of(Machine machine) {
        Birth birth = machine.birth();
        Life life = machine.life();
        return new MachineTruth(
                birth.id(),
                birth.findKey(),
                birth.launchIndex(),
                birth.owner(),
                birth.tags(),
                birth.typeName(),
                birth.market(),
                birth.zoneName(),
                birth.launchedAt(),
                birth.visibleAt(),
                life.state(),
                life.reason(),
                life.starts(),
                life.reboots());
    }

    /** Whether it exists, and nobody has asked for its end: stopped machines live too. */
    public boolean isLive() {
        return state.isLasting();
    }
}
