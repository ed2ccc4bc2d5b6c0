package dev.muster.provider.sandbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long something takes: at least {@code min}, at most {@code max}, each length between them equally likely. */
public record DelayRange(Duration min, Duration max) {
    public static final DelayRange NONE = new DelayRange(Duration.ZERO, Duration.ZERO);

    public DelayRange {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    "a delay lasts from 0 up, and its longest is no shorter than its shortest");
        }
    }

    public static DelayRange exactly(Duration delay) {
        return new DelayRange(delay, delay);
    }

    public static DelayRange ofMillis(long min, long max) {
        return new DelayRange(Duration.ofMillis(min), Duration.ofMillis(max));
    }

    boolean isNone() {
        return max.isZero();
    }

    Duration draw(RandomGenerator random) {
        long spreadNanos = max.minus(min).toNanos();
        return spreadNanos == 0 ? min : min.plusNanos(random.nextLong(spreadNanos + 1));
    }
}
