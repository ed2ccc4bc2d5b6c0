package dev.muster.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a type can be had, and how. Canonical text {@code of1:<type parts>@region/zone+market}, with {@code *} for any
 * zone, e.g. {@code of1:aws:-:p5.48xlarge:-@us-east-1/use1-az4+spot}.
 *
 * @param zone the provider's stable zone id where it has one, else its zone name; null for any zone of the region
 */
public record OfferingKey(
        InstanceTypeKey type, String region, @Nullable String zone, Market market) {
    private static final String PREFIX = "of1";
    private static final String ANY_ZONE = "*";

    public OfferingKey {
        if (region.isEmpty() || zone != null && zone.isEmpty()) {
            throw new IllegalArgumentException("an offering has a region, and a zone that is null or not empty");
        }
    }

    public String format() {
        String typeParts = type.format().substring("it1".length());
        String zoneText = zone == null ? ANY_ZONE : KeyText.encode(zone);
        return PREFIX + typeParts + "@" + KeyText.encode(region) + "/" + zoneText + "+" + market.word();
    }

    /** @throws IllegalArgumentException for text that {@link #format} cannot have written */
    public static OfferingKey parse(String text) {
        int at = text.indexOf('@');
        int slash = text.indexOf('/', at + 1);
        int plus = text.indexOf('+', slash + 1);
        String[] parts = text.split("@", 2)[0].split(":", -1);
        if (at < 0 || slash < 0 || plus < 0 || parts.length != 5 || !parts[0].equals(PREFIX)) {
            throw new IllegalArgumentException("an offering key is of1:<type parts>@region/zone+market");
        }
        String region = KeyText.decode(text.substring(at + 1, slash));
        String zoneText = text.substring(slash + 1, plus);
        String zone = zoneText.equals(ANY_ZONE) ? null : KeyText.decode(zoneText);
        if (region == null || zone == null && !zoneText.equals(ANY_ZONE)) {
            throw new IllegalArgumentException("the region of an offering cannot be absent; any zone is *");
        }
        return new OfferingKey(
                InstanceTypeKey.ofParts(parts[1], parts[2], parts[3], parts[4]),
                region,
                zone,
                Market.of(text.substring(plus + 1)));
    }
}
