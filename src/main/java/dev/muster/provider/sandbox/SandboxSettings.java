package dev.muster.provider.sandbox;

import dev.muster.provider.ProviderFactory.AccountSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account's settings, below {@code muster.accounts.<id>.settings}. A range is {@code 2s} or {@code 0.5s..3s}.
 *
 * <table>
 * <caption>The settings</caption>
 * <tr><th>name</th><th>default</th><th>what it sets</th></tr>
 * <tr><td>profile</td><td>ec2-like</td><td>ec2-like or lambda-like</td></tr>
 * <tr><td>seed</td><td>drawn</td><td>a whole number; two lives of one seed use the same ids, so it is for tests</td></tr>
 * <tr><td>latency</td><td>20ms..80ms</td><td>range: from a call to its answer, executed half way</td></tr>
 * <tr><td>bootDelay</td><td>1s..3s</td><td>range: from launch or start to running</td></tr>
 * <tr><td>stopDelay</td><td>0.5s..1.5s</td><td>range: from stop to stopped</td></tr>
 * <tr><td>terminateDelay</td><td>0.5s..1.5s</td><td>range: from terminate to terminated</td></tr>
 * <tr><td>visibilityLag</td><td>0s</td><td>range: from launch until a machine is shown</td></tr>
 * <tr><td>staleReads</td><td>false</td><td>whether reads may be up to the lag old</td></tr>
 * <tr><td>spotNotice</td><td>120s</td><td>from a spot machine's notice to its end</td></tr>
 * <tr><td>vcpuQuota</td><td>no limit</td><td>vCPUs of all machines neither stopped nor ended</td></tr>
 * <tr><td>capacity</td><td>no limit</td><td>see {@link CapacityText}</td></tr>
 * <tr><td>throttling</td><td>true</td><td>whether the profile's buckets are enforced, and the core is told of them</td></tr>
 * <tr><td>silentMismatch</td><td>false</td><td>a token with other parameters: the original machines, not an error</td></tr>
 * <tr><td>lostAnswerChance</td><td>0</td><td>probability: a change is executed and its answer lost</td></tr>
 * <tr><td>launchErrorChance</td><td>0</td><td>probability: a machine ends while booting</td></tr>
 * <tr><td>partialChance</td><td>0</td><td>probability: a launch is fulfilled by half</td></tr>
 * <tr><td>stateFile</td><td>none</td><td>path; the region is appended to it, for one file each. The cloud then outlives the
 * process, and processes on one host may share it</td></tr>
 * </table>
 *
 * @param seed null to draw one
 * @param stateFile of this region; null to keep the cloud in this process only
 */
record SandboxSettings(
        SandboxProfile profile,
        SandboxTuning tuning,
        DelayRange latency,
        @Nullable Long seed,
        @Nullable Path stateFile) {
    private static final DelayRange LATENCY = DelayRange.ofMillis(20, 80);

    /** @throws IllegalArgumentException naming the setting and the remedy */
    static SandboxSettings read(AccountSettings account, String region) {
        var reader = new SettingsReader(account.id(), account.settings());
        SandboxProfile profile = reader.read(
                "profile",
                SandboxProfile.EC2_LIKE,
                "one of "
                        + SandboxProfile.ALL.stream().map(SandboxProfile::name).toList(),
                SandboxSettings::profile);
        var settings = new SandboxSettings(
                profile,
                new SandboxTuning(
                        timings(reader),
                        limits(reader, profile),
                        chances(reader),
                        reader.readFlag("throttling", true),
                        reader.readFlag("silentMismatch", false)),
                reader.readDelay("latency", LATENCY),
                reader.readIfGiven("seed", "a whole number", Long::valueOf),
                reader.readIfGiven("stateFile", "a path", text -> Path.of(text + "." + region)));
        reader.requireNoOther();
        return settings;
    }

    /** Whether a cloud opened with either behaves the same; the latency is the client's, and the seed is spent. */
    boolean makesSameCloudAs(SandboxSettings other) {
        return profile.name().equals(other.profile.name())
                && tuning.equals(other.tuning)
                && Objects.equals(stateFile, other.stateFile);
    }

    private static SandboxTuning.Timings timings(SettingsReader reader) {
        var usual = SandboxTuning.Timings.WATCHABLE;
        return new SandboxTuning.Timings(
                reader.readDelay("bootDelay", usual.boot()),
                reader.readDelay("stopDelay", usual.stop()),
                reader.readDelay("terminateDelay", usual.terminate()),
                reader.readDelay("visibilityLag", usual.visibility()),
                reader.readFlag("staleReads", usual.staleReads()),
                reader.read("spotNotice", usual.spotNotice(), "a duration such as 120s", SettingsReader::duration));
    }

    private static SandboxTuning.Limits limits(SettingsReader reader, SandboxProfile profile) {
        return new SandboxTuning.Limits(
                reader.readCount("vcpuQuota", SandboxTuning.Limits.NONE.vcpuQuota()),
                reader.<List<CapacityRule>>read(
                        "capacity",
                        List.of(),
                        "rules such as gpu-8@sandbox-1a+spot=2, gpu-8@*+*=4 of this profile's types, zones and markets",
                        text -> CapacityText.parse(text, profile)));
    }

    private static SandboxTuning.Chances chances(SettingsReader reader) {
        return new SandboxTuning.Chances(
                reader.readChance("lostAnswerChance"),
                reader.readChance("launchErrorChance"),
                reader.readChance("partialChance"));
    }

    private static SandboxProfile profile(String name) {
        for (SandboxProfile profile : SandboxProfile.ALL) {
            if (profile.name().equals(name)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("no such profile");
    }
}
