package dev.muster.core.scope;

import dev.muster.core.Limits;
import dev.muster.core.state.ScopeState;
import dev.muster.core.state.ScopeState.Block;
import dev.muster.core.state.ScopeState.Breaker;
import dev.muster.core.state.ScopeState.BucketState;
import dev.muster.core.state.ScopeState.Circuit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scope's own state, open for writing while one input is decided. */
final class ScopeBook {
    final String deploymentId;
    final Instant highWater;
    final Map<String, BucketState> buckets;
    final Map<String, Block> blocks;
    int mutatingOpen;
    int readsOpen;

    @Nullable
    Circuit circuit;

    long pollIntervalMs;

    @Nullable
    Breaker breaker;

    String laneAfter;
    private long nextNumber;
    private long findings;

    private ScopeBook(ScopeState state, Instant highWater) {
        this.highWater = highWater;
        deploymentId = state.deploymentId();
        buckets = new HashMap<>(state.buckets());
        blocks = new HashMap<>(state.blocks());
        mutatingOpen = state.mutatingOpen();
        readsOpen = state.readsOpen();
        circuit = state.circuit();
        pollIntervalMs = state.pollIntervalMs();
        breaker = state.breaker();
        laneAfter = state.laneAfter();
        nextNumber = state.nextNumber();
        findings = state.findings();
    }

    static ScopeBook open(ScopeState state, Instant now) {
        Instant whole = now.truncatedTo(ChronoUnit.MILLIS);
        return new ScopeBook(state, whole.isAfter(state.highWater()) ? whole : state.highWater());
    }

    static ScopeState born(String deploymentId, Instant now) {
        return new ScopeState(
                deploymentId,
                now.truncatedTo(ChronoUnit.MILLIS),
                1,
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                null,
                Limits.POLL_MIN.toMillis(),
                null,
                "");
    }

    /** The next number of this scope; never given twice. */
    long number() {
        return nextNumber++;
    }

    long nextFinding() {
        return ++findings;
    }

    ScopeState close() {
        return new ScopeState(
                deploymentId,
                highWater,
                nextNumber,
                findings,
                mutatingOpen,
                readsOpen,
                buckets,
                blocks,
                circuit,
                pollIntervalMs,
                breaker,
                laneAfter);
    }
}
