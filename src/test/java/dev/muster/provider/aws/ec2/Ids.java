package dev.muster.provider.aws.ec2;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Mints resource ids that never repeat and do not sort by age, so that nothing can lean on their order. The same calls
 * in the same order mint the same ids.
 */
final class Ids {
    private final AtomicLong minted = new AtomicLong();

    String next(String prefix) {
        return "%s-0%016x".formatted(prefix, scrambled(minted.incrementAndGet()));
    }

    /** One to one, so distinct in gives distinct out: the finalizer of SplitMix64. */
    private static long scrambled(long n) {
        long z = n * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
