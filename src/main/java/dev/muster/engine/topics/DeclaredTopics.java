package dev.muster.engine.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * What {@code deploy/topics.yaml} says.
 *
 * @param prefix of every topic's name, e.g. {@code muster.}
 * @param profiles by name
 * @param topics by role, e.g. {@code events}
 */
public record DeclaredTopics(String prefix, SortedMap<String, TopicProfile> profiles, SortedMap<String, Role> topics) {
    /** A tenant's name is the end of a topic's name. No dots: to Kafka's metrics {@code a.b} and {@code a_b} are one. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    /**
     * One topic's part of the file.
     *
     * @param purpose one sentence for people
     * @param isPerTenant with tenants there is one such topic for each of them, and none for all
     * @param settings Kafka's topic settings, the same in every profile
     */
    public record Role(String purpose, boolean isPerTenant, Map<String, String> settings) {}

    /** @return the name in full, e.g. {@code muster.events}; throws IllegalArgumentException for an undeclared role */
    public String name(String role) {
        role(role);
        return prefix + role;
    }

    /** As {@link #name(String)}, for a role that is per tenant: {@code muster.commands.acme}. */
    public String name(String role, String tenant) {
        if (!role(role).isPerTenant()) {
            throw new IllegalArgumentException("topic " + role + " is not per tenant");
        }
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException(
                    "tenant '" + tenant + "' cannot be part of a topic's name: it must match " + TENANT.pattern());
        }
        return prefix + role + "." + tenant;
    }

    /** @throws IllegalArgumentException when the file has no such profile */
    public TopicProfile profile(String name) {
        var profile = profiles.get(name);
        if (profile == null) {
            throw new IllegalArgumentException(
                    "deploy/topics.yaml has no profile '" + name + "'; it has " + profiles.keySet());
        }
        return profile;
    }

    /**
     * The topics of a deployment, sorted by role.
     *
     * @param tenants none: a single-tenant deployment, whose topics carry no tenant
     */
    public List<TopicDeclaration> of(TopicProfile profile, Collection<String> tenants) {
        var all = new ArrayList<TopicDeclaration>();
        topics.forEach((role, entry) -> {
            if (entry.isPerTenant() && !tenants.isEmpty()) {
                tenants.forEach(tenant -> all.add(declare(name(role, tenant), entry, profile)));
            } else {
                all.add(declare(name(role), entry, profile));
            }
        });
        return all;
    }

    private Role role(String name) {
        var role = topics.get(name);
        if (role == null) {
            throw new IllegalArgumentException("deploy/topics.yaml declares no topic '" + name + "'");
        }
        return role;
    }

    private static TopicDeclaration declare(String name, Role role, TopicProfile profile) {
        var settings = new HashMap<>(role.settings());
        settings.put("min.insync.replicas", Integer.toString(profile.minInsyncReplicas()));
        return new TopicDeclaration(name, profile.partitions(), profile.replicationFactor(), settings);
    }
}
