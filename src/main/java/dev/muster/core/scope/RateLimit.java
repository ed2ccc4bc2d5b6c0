package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.state.ScopeState.BucketState;
import dev.muster.model.ScopeProfile.BucketSpec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the provider's buckets by the generic cell rate algorithm: one instant says all, the theoretical arrival time of
 * the next call that finds the bucket full. The rate is learned down when the provider throttles, and grows back.
 */
public final class RateLimit {
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    /** Of one call; swallows what division leaves over. */
    private static final double ROUNDING = 1e-6;

    private final BucketSpec spec;
    private final @Nullable BucketState state;

    /** @param state null for a bucket that nothing was taken from yet */
    public RateLimit(BucketSpec spec, @Nullable BucketState state) {
        this.spec = spec;
        this.state = state;
    }

    /** How many may go now, rounded down. */
    int available(Instant now) {
        double interval = interval(now);
        double room = spec.size() * interval - debtNanos(now);
        return (int) Math.max(0, Math.floor(room / interval + ROUNDING));
    }

    /** How much the bucket holds, from 0 to its size. */
    public double level(Instant now) {
        return Math.max(0, spec.size() - debtNanos(now) / interval(now));
    }

    /** When {@code n} may go; now if they may at once. More than the bucket holds may go when it is full. */
    Instant earliest(int n, Instant now) {
        int least = (int) Math.min(n, spec.size());
        if (available(now) >= least) {
            return now;
        }
        double wait = debtNanos(now) - (spec.size() - least) * interval(now);
        return now.plusMillis(1 + Math.max(0, (long) Math.ceil(wait / NANOS_PER_MILLI)));
    }

    BucketState take(int n, Instant now) {
        long arrival = nanos(now) + debtNanos(now) + (long) Math.ceil(n * interval(now));
        return new BucketState(arrival, factor(now), factorAt(now));
    }

    /** The provider says that its bucket is empty: so is ours, and it refills more slowly for a while. */
    BucketState throttled(Instant now) {
        double factor = Math.max(Limits.THROTTLE_FLOOR, factor(now) * Limits.THROTTLE_FACTOR);
        double interval = NANOS / (spec.refillPerSecond() * factor);
        return new BucketState(nanos(now) + (long) Math.ceil(spec.size() * interval), factor, now);
    }

    /** The learned share of the published rate, grown back to now. */
    double factor(Instant now) {
        return state == null ? 1 : Math.min(1, state.factor() * Math.pow(1.1, (double) recoveries(state, now)));
    }

    private Instant factorAt(Instant now) {
        if (state == null) {
            return now;
        }
        return state.factorAt().plus(Limits.THROTTLE_RECOVERY.multipliedBy(recoveries(state, now)));
    }

    private static long recoveries(BucketState state, Instant now) {
        long passed = Duration.between(state.factorAt(), now).toMillis();
        return Math.max(0, passed / Limits.THROTTLE_RECOVERY.toMillis());
    }

    private double interval(Instant now) {
        return NANOS / (spec.refillPerSecond() * factor(now));
    }

    /** How far the theoretical arrival lies ahead; 0 for a full bucket. */
    private long debtNanos(Instant now) {
        return state == null ? 0 : Math.max(0, state.arrivalNanos() - nanos(now));
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
