package dev.muster.provider.sandbox;

import java.time.Duration;
import java.util.List;

/**
 * How one sandbox cloud behaves beyond its profile.
 *
 * @param throttling whether the profile's buckets are enforced
 * @param silentMismatch whether a token repeated with other parameters answers with the original machines instead of an
 *     error; EC2 does either
 */
public record SandboxTuning(
        Timings timings, Limits limits, Chances chances, boolean throttling, boolean silentMismatch) {

    /** Nothing takes time, nothing is scarce, nothing goes wrong by chance; the buckets are enforced. */
    public static final SandboxTuning INSTANT =
            new SandboxTuning(Timings.INSTANT, Limits.NONE, Chances.NONE, true, false);

    /** Slow enough to watch a machine come and go. */
    public static final SandboxTuning WATCHABLE =
            new SandboxTuning(Timings.WATCHABLE, Limits.NONE, Chances.NONE, true, false);

    public SandboxTuning withTimings(Timings other) {
        return new SandboxTuning(other, limits, chances, throttling, silentMismatch);
    }

    public SandboxTuning withLimits(Limits other) {
        return new SandboxTuning(timings, other, chances, throttling, silentMismatch);
    }

    public SandboxTuning withChances(Chances other) {
        return new SandboxTuning(timings, limits, other, throttling, silentMismatch);
    }

    public SandboxTuning withThrottling(boolean enforced) {
        return new SandboxTuning(timings, limits, chances, enforced, silentMismatch);
    }

    public SandboxTuning withSilentMismatch(boolean silent) {
        return new SandboxTuning(timings, limits, chances, throttling, silent);
    }

    /**
     * How long a machine's life takes, each time drawn anew.
     *
     * @param boot from launch, or from a start, to running; also how long a reboot shows where the profile shows it
     * @param visibility from launch until the API shows the machine; until then it is NOT_FOUND
     * @param staleReads whether a read may show a state that is up to {@code visibility} old
     * @param spotNotice from the notice to the end of a spot machine
     */
    public record Timings(
            DelayRange boot,
            DelayRange stop,
            DelayRange terminate,
            DelayRange visibility,
            boolean staleReads,
            Duration spotNotice) {
        private static final Duration EC2_SPOT_NOTICE = Duration.ofSeconds(120);

        public static final Timings INSTANT =
                new Timings(DelayRange.NONE, DelayRange.NONE, DelayRange.NONE, DelayRange.NONE, false, EC2_SPOT_NOTICE);

        public static final Timings WATCHABLE = new Timings(
                DelayRange.ofMillis(1_000, 3_000),
                DelayRange.ofMillis(500, 1_500),
                DelayRange.ofMillis(500, 1_500),
                DelayRange.NONE,
                false,
                EC2_SPOT_NOTICE);
    }

    /**
     * What is scarce.
     *
     * @param vcpuQuota most vCPUs of machines that are neither stopped nor ended, over all types
     * @param capacity the first rule that covers a pool holds; a pool without a rule has no limit
     */
    public record Limits(int vcpuQuota, List<CapacityRule> capacity) {
        public static final Limits NONE = new Limits(Integer.MAX_VALUE, List.of());

        public Limits {
            capacity = List.copyOf(capacity);
        }
    }

    /**
     * What goes wrong by chance, each a probability from 0 to 1.
     *
     * @param lostAnswer of a mutating call that is executed, and whose answer is lost
     * @param launchError of a machine that ends while booting
     * @param partial of a launch that is fulfilled by half
     */
    public record Chances(double lostAnswer, double launchError, double partial) {
        public static final Chances NONE = new Chances(0, 0, 0);
    }
}
