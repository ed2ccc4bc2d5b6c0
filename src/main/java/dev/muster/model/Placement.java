package dev.muster.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance is. Query wildcards never stand here.
 *
 * @param precision what the provider can honour; zones are set only at {@link Precision#ZONE}
 * @param zoneId the provider's stable zone id, the same in every account, e.g. {@code use1-az1}
 * @param zoneName the provider's zone name; AWS shuffles these per account, so they compare within one account only
 * @param group how the provider was asked to place it beside its siblings
 * @param fabric the fast interconnect it shares with its neighbours, if any
 * @param topologyPath network levels from the outermost in, where the provider tells; else empty
 * @param upstreamCloud the cloud behind a broker of clouds
 */
public record Placement(
        String account,
        String provider,
        String region,
        @Nullable String zoneId,
        @Nullable String zoneName,
        Precision precision,
        @Nullable String network,
        @Nullable String subnet,
        @Nullable Grouping group,
        @Nullable Fabric fabric,
        List<String> topologyPath,
        @Nullable String upstreamCloud) {
    public Placement {
        topologyPath = List.copyOf(topologyPath);
        if (precision != Precision.ZONE && (zoneId != null || zoneName != null)) {
            throw new IllegalArgumentException("a zone stands only in a placement of precision ZONE");
        }
    }
}
