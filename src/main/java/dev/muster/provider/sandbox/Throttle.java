package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.ScopeProfile.BucketSpec;
import dev.muster.model.ScopeProfile.Charge;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account's token buckets. A call takes from all its buckets, or from none. */
final class Throttle {
    /** What the rounding of a client that counts in whole nanoseconds may cost it; far less than one request. */
    private static final double ROUNDING = 1e-6;

    private final SandboxProfile profile;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private long refused;

    private static final class Bucket {
        private final BucketSpec spec;
        private double level;
        private Instant filledAt;

        private Bucket(BucketSpec spec, Instant now) {
            this.spec = spec;
            this.level = spec.size();
            this.filledAt = now;
        }

        private void fill(Instant now) {
            if (now.isAfter(filledAt)) {
                double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
                level = Math.min(spec.size(), level + seconds * spec.refillPerSecond());
                filledAt = now;
            }
        }
    }

    Throttle(SandboxProfile profile) {
        this.profile = profile;
    }

    /** How many calls were refused so far. */
    long refused() {
        return refused;
    }

    /** @return null where the call may go on, and is paid for; else how long until its buckets hold enough */
    @Nullable
    Duration take(Call.Kind kind, int items, Instant now) {
        List<Charge> charges = profile.charges().getOrDefault(kind, List.of());
        double wait = 0;
        for (Charge charge : charges) {
            Bucket bucket = bucket(charge.bucket(), now);
            bucket.fill(now);
            double missing = amount(charge, items) - bucket.level;
            if (missing > ROUNDING) {
                wait = Math.max(wait, missing / bucket.spec.refillPerSecond());
            }
        }
        if (wait > 0) {
            refused++;
            return Duration.ofNanos((long) (wait * 1e9) + 1);
        }
        for (Charge charge : charges) {
            bucket(charge.bucket(), now).level -= amount(charge, items);
        }
        return null;
    }

    private static int amount(Charge charge, int items) {
        return charge.perItem() ? items : 1;
    }

    private Bucket bucket(String name, Instant now) {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            BucketSpec spec = profile.buckets().get(name);
            if (spec == null) {
                throw new IllegalStateException("profile " + profile.name() + " charges a bucket it lacks: " + name);
            }
            bucket = new Bucket(spec, now);
            buckets.put(name, bucket);
        }
        return bucket;
    }
}
