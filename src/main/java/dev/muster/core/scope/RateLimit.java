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
final class RateLimit {
    private static final double NANOS = 1e9;

    private final BucketSpec spec;
    private final @Nullable BucketState state;

    RateLimit(BucketSpec spec, @Nullable BucketState state) {
        this.spec = spec;
        this.state = state;
    }

    /** How many may go now, rounded down. */
    int available(Instant now) {
        double interval = interval(now);
        double room = nanos(now) + spec.size() * interval - arrival(now);
        return (int) Math.max(0, Math.floor(room / interval + 1e-9));
    }

    /** When {@code n} may go; now if they may at once. More than the bucket holds may go when it is full. */
    Instant earliest(int n, Instant now) {
        double interval = interval(now);
        double wait = arrival(now) + Math.min(n, spec.size()) * interval - spec.size() * interval - nanos(now);
        return wait <= 0 ? now : now.plusNanos((long) Math.ceil(wait)).plusMillis(1);
    }

    BucketState take(int n, Instant now) {
        long arrival = (long) (arrival(now) + n * interval(now));
        return new BucketState(arrival, factor(now), factorAt(now));
    }

    /** The provider says that its bucket is empty: so is ours, and it refills more slowly for a while. */
    BucketState throttled(Instant now) {
        double factor = Math.max(Limits.THROTTLE_FLOOR, factor(now) * Limits.THROTTLE_FACTOR);
        double interval = NANOS / (spec.refillPerSecond() * factor);
        return new BucketState((long) (nanos(now) + spec.size() * interval), factor, now);
    }

    /** The learned share of the published rate, grown back to now. */
    double factor(Instant now) {
        return state == null
                ? 1
                : Math.min(1, state.factor() * Math.pow(1.1, recoveries(state, now)));
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

    private double arrival(Instant now) {
        return Math.max(nanos(now), state == null ? 0 : state.arrivalNanos());
    }

    private static double nanos(Instant instant) {
        return instant.getEpochSecond() * NANOS + instant.getNano();
    }
}
