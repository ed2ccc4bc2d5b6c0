package dev.muster.model;

/**
 * One tenant's use of one account in one region: the unit of single writer, rate limit, batching and sweeping, and the
 * key of the internal topics. Text form {@code tenant/account/region}.
 *
 * @param tenant who commands; always taken from the topic, never from a payload
 * @param account our own id of a configured credential, so that a rotated key keeps it
 * @param region the provider's own name, or {@code global} where its API has no regions
 */
public record Scope(String tenant, String account, String region) {
    private static final int PART_LENGTH_MAX = 63;

    public Scope {
        requirePart("tenant", tenant);
        requirePart("account", account);
        requirePart("region", region);
    }

    /** @throws IllegalArgumentException unless the text is three legal parts with two slashes */
    public static Scope parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a scope is tenant/account/region");
        }
        return new Scope(parts[0], parts[1], parts[2]);
    }

    /**
     * Whether one part of a scope may be named so: 1 to 63 letters, digits, dots, underscores and hyphens, the first of them a
     * letter or digit; safe in a topic name, a key and a URL alike.
     */
    public static boolean isPart(String text) {
        return NameText.isName(text, PART_LENGTH_MAX, "._-");
    }

    public String text() {
        return tenant + "/" + account + "/" + region;
    }

    @Override
    public String toString() {
        return text();
    }

    private static void requirePart(String what, String part) {
        if (!isPart(part)) {
            throw new IllegalArgumentException(what + " must be 1 to 63 characters of [A-Za-z0-9._-]");
        }
    }
}
