package dev.muster.provider.sandbox;

import dev.muster.model.Market;
import org.jspecify.annotations.Nullable;

/**
 * How many machines fit in each pool it covers. A pool is one type in one zone on one market.
 *
 * @param typeName null for every type
 * @param zoneName null for every zone, and on a cloud without zones
 * @param market null for every market
 * @param machines how many fit in each, 0 and up
 */
public record CapacityRule(
        @Nullable String typeName,
        @Nullable String zoneName,
        @Nullable Market market,
        int machines) {
    public CapacityRule {
        if (machines < 0) {
            throw new IllegalArgumentException("capacity is 0 or more machines");
        }
    }

    boolean covers(String type, @Nullable String zone, Market sold) {
        return (typeName == null || typeName.equals(type))
                && (zoneName == null || zoneName.equals(zone))
                && (market == null || market == sold);
    }
}
