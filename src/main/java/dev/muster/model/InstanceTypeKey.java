package dev.muster.model;

import org.jspecify.annotations.Nullable;

/**
 * What an instance type is, wherever it can be had. Canonical text {@code it1:provider:upstreamCloud:name:variant}, e.g.
 * {@code it1:aws:-:p5.48xlarge:-}; the prefix carries the version of the form, and {@code parse(format())} is the identity.
 *
 * @param upstreamCloud the cloud behind a broker of clouds, by the broker's name; absent elsewhere
 * @param name the provider's own name of the type
 * @param variant what the provider sells under the same name in several shapes; mostly absent
 */
public record InstanceTypeKey(
        String provider,
        @Nullable String upstreamCloud,
        String name,
        @Nullable String variant) {
    private static final String PREFIX = "it1";

    public InstanceTypeKey {
        if (provider.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("an instance type has a provider and a name");
        }
        if (upstreamCloud != null && upstreamCloud.isEmpty() || variant != null && variant.isEmpty()) {
            throw new IllegalArgumentException("an absent part of an instance type is null, never empty");
        }
    }

    public String format() {
        return String.join(
                ":",
                PREFIX,
                KeyText.encode(provider),
                KeyText.encode(upstreamCloud),
                KeyText.encode(name),
                KeyText.encode(variant));
    }

    /** @throws IllegalArgumentException for text that {@link #format} cannot have written */
    public static InstanceTypeKey parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 5 || !parts[0].equals(PREFIX)) {
            throw new IllegalArgumentException("an instance type key is it1:provider:upstream:name:variant");
        }
        return ofParts(parts[1], parts[2], parts[3], parts[4]);
    }

    static InstanceTypeKey ofParts(String provider, String upstream, String name, String variant) {
        return new InstanceTypeKey(present(provider), KeyText.decode(upstream), present(name), KeyText.decode(variant));
    }

    private static String present(String text) {
        String part = KeyText.decode(text);
        if (part == null) {
            throw new IllegalArgumentException("the provider and the name of an instance type cannot be absent");
        }
        return part;
    }
}
