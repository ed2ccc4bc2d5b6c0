package dev.muster.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One row a provider shows: what it says of one machine at one moment, normalized, with its raw words kept.
 *
 * @param providerId the provider's id of the machine
 * @param findKey the client token it was launched with, or on a provider without tokens its name; null if it has neither
 * @param launchIndex its place among the machines of its launch call, from 0; null where the provider does not tell
 * @param rawState the provider's word
 * @param rawReason the provider's reason for that state; empty if none
 * @param reason why it ended, where {@code state} says so
 * @param launchedAt when the provider started it; null where it does not tell
 * @param interruptAt when the provider will take it back; null if it has not said so
 */
public record ObservedInstance(
        String providerId,
        @Nullable String findKey,
        @Nullable Integer launchIndex,
        LifecycleState state,
        String rawState,
        String rawReason,
        @Nullable TerminationReason reason,
        Health health,
        String typeName,
        Market market,
        @Nullable String zoneName,
        @Nullable String zoneId,
        @Nullable String privateIp,
        @Nullable String publicIp,
        @Nullable Instant launchedAt,
        @Nullable Instant interruptAt) {
    /** How many buckets a sweep's digests are spread over; a part of the protocol between core and executor. */
    public static final int BUCKETS = 256;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public ObservedInstance {
        // Contracts carry milliseconds; a finer instant would change the digest on its way.
        launchedAt = launchedAt == null ? null : launchedAt.truncatedTo(ChronoUnit.MILLIS);
        interruptAt = interruptAt == null ? null : interruptAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A 64-bit digest of everything above; equal rows have equal digests, so only changed rows need travel. */
    public long digest() {
        long hash = FNV_OFFSET;
        hash = mixed(hash, providerId);
        hash = mixed(hash, findKey);
        hash = mixed(hash, launchIndex == null ? null : launchIndex.toString());
        hash = mixed(hash, state.name());
        hash = mixed(hash, rawState);
        hash = mixed(hash, rawReason);
        hash = mixed(hash, reason == null ? null : reason.name());
        hash = mixed(hash, health.name());
        hash = mixed(hash, typeName);
        hash = mixed(hash, market.name());
        hash = mixed(hash, zoneName);
        hash = mixed(hash, zoneId);
        hash = mixed(hash, privateIp);
        hash = mixed(hash, publicIp);
        hash = mixed(hash, launchedAt);
        return mixed(hash, interruptAt);
    }

    private static long mixed(long hash, @Nullable Instant instant) {
        long millis = instant == null ? Long.MIN_VALUE : instant.toEpochMilli();
        long mixed = (hash ^ millis & 0xffff_ffffL) * FNV_PRIME;
        return (mixed ^ millis >>> 32) * FNV_PRIME;
    }

    /** Ends with a unit that no text has, so that what is moved from one field to the next makes a difference. */
    private static long mixed(long hash, @Nullable String text) {
        long mixed = hash;
        for (int i = 0; text != null && i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
        }
        return (mixed ^ (text == null ? 0x1_0000 : 0x1_0001)) * FNV_PRIME;
    }

    /** The bucket of a provider id, 0 to {@link #BUCKETS} - 1. */
    public static int bucketOf(String providerId) {
        long hash = fnv1a(providerId);
        return (int) ((hash ^ hash >>> 32) & (BUCKETS - 1));
    }

    private static long fnv1a(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
