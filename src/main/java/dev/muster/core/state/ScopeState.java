package dev.muster.core.state;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a scope remembers of itself.
 *
 * @param deploymentId the mark our machines carry; random, born with this record, never configured
 * @param highWater the latest instant ever decided at; time never runs backwards behind it
 * @param nextNumber source of every id that is minted for the scope
 * @param findings sequence of the last event about the scope as a whole
 * @param mutatingOpen mutating calls issued and not answered
 * @param readsOpen reading calls issued and not answered
 * @param buckets rate limit state by bucket name
 * @param blocks candidates without capacity, by offering text
 * @param circuit set while the provider refuses our credentials
 * @param pollIntervalMs present interval of the poll
 * @param breaker how many orphans were ended lately
 * @param laneAfter the launch lane served last; the next one goes first
 */
public record ScopeState(
        String deploymentId,
        Instant highWater,
        long nextNumber,
        long findings,
        int mutatingOpen,
        int readsOpen,
        Map<String, BucketState> buckets,
        Map<String, Block> blocks,
        @Nullable Circuit circuit,
        long pollIntervalMs,
        @Nullable Breaker breaker,
        String laneAfter) {
    public ScopeState {
        buckets = Map.copyOf(buckets);
        blocks = Map.copyOf(blocks);
    }

    /**
     * A GCRA bucket.
     *
     * @param arrivalNanos theoretical arrival time, in nanoseconds since the epoch
     * @param factor learned share of the published rate, above 0 to 1, as of {@code factorAt}
     */
    public record BucketState(long arrivalNanos, double factor, Instant factorAt) {}

    /** A candidate that is avoided; each strike in a row makes the next time longer. */
    public record Block(Instant until, int strikes) {}

    /** No call but one probe goes out before {@code until}. */
    public record Circuit(Instant until, String code) {}

    /** Orphans ended since the hour began. */
    public record Breaker(Instant since, int ended) {}
}
