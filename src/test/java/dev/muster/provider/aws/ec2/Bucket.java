package dev.muster.provider.aws.ec2;

import java.time.Duration;
import java.time.Instant;

/** A token bucket, full at first. Not thread-safe. */
final class Bucket {
    /** What a bucket holds at most, and what it gains each second. */
    record Rate(double size, double refillPerSecond) {}

    private final Rate rate;
    private double level;
    private Instant filledAt;

    Bucket(Rate rate, Instant now) {
        this.rate = rate;
        this.level = rate.size();
        this.filledAt = now;
    }

    boolean holds(double amount, Instant now) {
        double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
        level = Math.min(rate.size(), level + seconds * rate.refillPerSecond());
        filledAt = now;
        return level >= amount;
    }

    void take(double amount) {
        level -= amount;
    }
}
