package dev.muster.cli;

import dev.muster.cli.kafka.ExitException;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.LifecycleState;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which instance a user means who wrote {@code NAME} or {@code account/region/NAME}. Pure.
 *
 * @param account null for any
 * @param region null for any
 */
record Names(
        String tenant, @Nullable String account, @Nullable String region) {
    private static final int LISTED_MAX = 5;

    /** What {@code word} says by itself, with account and region where they are given; null where that is not enough. */
    @Nullable
    ResourceName whole(String word) {
        String[] parts = word.split("/", -1);
        if (parts.length == 3) {
            requireScope(parts[0], parts[1]);
            requireInstanceId(parts[2]);
            return ResourceName.instance(new Scope(tenant, parts[0], parts[1]), parts[2]);
        }
        if (parts.length != 1) {
            throw ExitException.usage("'" + word + "' is neither NAME nor account/region/NAME");
        }
        requireInstanceId(word);
        if (account == null || region == null) {
            return null;
        }
        requireScope(account, region);
        return ResourceName.instance(new Scope(tenant, account, region), word);
    }

    /** The one instance of that name; of several, the one that is not over. */
    ResourceName among(Collection<InstanceSnapshot> known, String name) {
        var matches = known.stream().filter(each -> isMeant(each, name)).toList();
        var live = matches.stream()
                .filter(each -> each.lifecycle() != LifecycleState.TERMINATED)
                .toList();
        var candidates = live.isEmpty() ? matches : live;
        if (candidates.size() == 1) {
            return candidates.get(0).resource();
        }
        if (candidates.isEmpty()) {
            throw ExitException.failed("no instance " + name + where() + "; see: muster instances list --all");
        }
        throw ExitException.usage(name + " is ambiguous: " + listed(candidates)
                + ". Give --account and --region, or account/region/NAME.");
    }

    private boolean isMeant(InstanceSnapshot each, String name) {
        var scope = each.resource().scope();
        return each.resource().id().equals(name)
                && scope.tenant().equals(tenant)
                && (account == null || scope.account().equals(account))
                && (region == null || scope.region().equals(region));
    }

    private String where() {
        return (account == null ? "" : " in account " + account)
                + (region == null ? "" : " in region " + region)
                + (tenant.equals("default") ? "" : " of tenant " + tenant);
    }

    private static String listed(List<InstanceSnapshot> candidates) {
        String names = candidates.stream()
                .limit(LISTED_MAX)
                .map(each -> each.resource().scope().account() + "/"
                        + each.resource().scope().region() + "/"
                        + each.resource().id())
                .sorted()
                .collect(Collectors.joining(", "));
        return candidates.size() > LISTED_MAX ? names + " and " + (candidates.size() - LISTED_MAX) + " more" : names;
    }

    static void requireScope(String account, String region) {
        String rule = ": 1 to 63 of A-Z, a-z, 0-9, dot, underscore and hyphen";
        if (!Scope.isPart(account)) {
            throw ExitException.usage("--account" + rule);
        }
        if (!Scope.isPart(region)) {
            throw ExitException.usage("--region" + rule);
        }
    }

    static void requireInstanceId(String id) {
        if (!ResourceName.isInstanceId(id)) {
            throw ExitException.usage(
                    "NAME, with its number: 1 to 63 of a-z, 0-9 and hyphen, starting with a letter, not '" + id + "'");
        }
    }
}
