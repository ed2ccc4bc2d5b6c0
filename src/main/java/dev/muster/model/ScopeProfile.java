package dev.muster.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the core must know of one account in one region: facts of the provider and policies of the operator. Data only; it
 * comes from configuration and the adapter at start, and the core never asks a provider for it.
 *
 * @param provider the adapter's name, e.g. {@code aws}
 * @param zones zones a user may ask for; empty where {@code precision} is not ZONE
 * @param types types a user may ask for, by the provider's name
 * @param verbs verbs the provider has; any other is UNSUPPORTED before any call
 * @param tokens whether a launch carries a client token; without one, the machine's name is the find key
 * @param launchIndexed whether rows tell their place in the launch call
 * @param markets markets the provider sells
 * @param imageRequired whether a launch must name an image
 * @param subnets whether a launch may name a subnet, security groups or a login key
 * @param batchMax most machines one call of a kind may carry; a kind that is missing carries 1
 * @param charges which buckets a kind of call is charged to; a kind that is missing is not limited
 * @param buckets the provider's published limits, by bucket name
 * @param tags how far user tags reach the provider
 * @param orphans what to do with machines of ours that nobody knows
 * @param callTimeout longest wait for one call, at most 30 s
 */
public record ScopeProfile(
        String provider,
        Precision precision,
        List<Zone> zones,
        Set<String> types,
        Set<Verb> verbs,
        boolean tokens,
        boolean launchIndexed,
        Set<Market> markets,
        boolean imageRequired,
        boolean subnets,
        Map<Call.Kind, Integer> batchMax,
        Map<Call.Kind, List<Charge>> charges,
        Map<String, BucketSpec> buckets,
        TagSupport tags,
        OrphanPolicy orphans,
        Duration callTimeout) {
    public ScopeProfile {
        zones = List.copyOf(zones);
        types = Set.copyOf(types);
        verbs = Set.copyOf(verbs);
        markets = Set.copyOf(markets);
        batchMax = Map.copyOf(batchMax);
        charges = Map.copyOf(charges);
        buckets = Map.copyOf(buckets);
    }

    /** What becomes of a machine that carries our mark and is bound to nothing. */
    public enum OrphanPolicy {
        REPORT,
        TERMINATE
    }

    /** A call takes 1 from the bucket, or, where {@code perItem}, as many as it has resources. */
    public record Charge(String bucket, boolean perItem) {}

    /** A token bucket: holds {@code size}, gains {@code refillPerSecond}. */
    public record BucketSpec(double size, double refillPerSecond) {
        public BucketSpec {
            if (size < 1 || refillPerSecond <= 0) {
                throw new IllegalArgumentException("a bucket holds at least 1 and refills");
            }
        }
    }

    /** How a provider keeps tags; see the domain model, "Tags". Lengths are in characters. */
    public record TagSupport(
            Mode mode,
            boolean mutable,
            boolean serverFilter,
            boolean atomicWithCreate,
            int tagsMax,
            int keyLengthMax,
            int valueLengthMax,
            @Nullable String pattern,
            List<String> reservedPrefixes) {
        public TagSupport {
            reservedPrefixes = List.copyOf(reservedPrefixes);
        }

        public enum Mode {
            NATIVE_KV,
            NATIVE_LIST,
            CREATE_ONLY,
            ENCODED_NAME,
            NONE
        }
    }

    public int batchMax(Call.Kind kind) {
        return batchMax.getOrDefault(kind, 1);
    }

    /** The zone a user meant; null if there is none of that name or id. */
    public @Nullable Zone zoneCalled(String word) {
        return zones.stream().filter(zone -> zone.isCalled(word)).findFirst().orElse(null);
    }
}
