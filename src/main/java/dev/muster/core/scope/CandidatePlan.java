package dev.muster.core.scope;

import dev.muster.core.Identifiers;
import dev.muster.core.Limits;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.Command.TypeWish;
import dev.muster.model.Event.Projection;
import dev.muster.model.LaunchTemplate;
import dev.muster.model.LaunchTemplate.Candidate;
import dev.muster.model.Market;
import dev.muster.model.OfferingKey;
import dev.muster.model.Scope;
import dev.muster.model.ScopeProfile;
import dev.muster.model.ScopeProfile.TagSupport.Mode;
import dev.muster.model.UserData;
import dev.muster.model.Zone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what was asked into what is tried, in order; and into the digests by which two wishes are the same. */
final class CandidatePlan {
    private CandidatePlan() {}

    static LaunchTemplate template(CreateInstance create, ScopeProfile profile) {
        List<Market> markets = create.markets().isEmpty() ? List.of(Market.ON_DEMAND) : create.markets();
        List<@Nullable String> zones = zoneNames(create, profile);
        var candidates = new ArrayList<Candidate>();
        for (TypeWish wish : create.types()) {
            for (Market market : markets) {
                for (String zone : zones) {
                    if (candidates.size() < Limits.CANDIDATES_MAX) {
                        candidates.add(new Candidate(wish.keyOf(profile.provider()), zone, market));
                    }
                }
            }
        }
        return new LaunchTemplate(
                candidates,
                create.image(),
                create.subnet(),
                create.securityGroups(),
                create.keyName(),
                create.rootVolumeGib(),
                create.tags(),
                create.userData());
    }

    private static List<@Nullable String> zoneNames(CreateInstance create, ScopeProfile profile) {
        if (create.zones().isEmpty()) {
            return Collections.singletonList(null);
        }
        return create.zones().stream().map(word -> zoneName(profile, word)).collect(Collectors.toUnmodifiableList());
    }

    private static String zoneName(ScopeProfile profile, String word) {
        Zone zone = profile.zoneCalled(word);
        return zone == null ? word : zone.name();
    }

    /** Equal for two commands that want the same instances, whatever they call them and how many. */
    static String specDigest(CreateInstance create) {
        String text = String.join(
                "\n",
                create.types().toString(),
                create.markets().toString(),
                create.zones().toString(),
                String.valueOf(create.image()),
                String.valueOf(create.subnet()),
                create.securityGroups().toString(),
                String.valueOf(create.keyName()),
                String.valueOf(create.rootVolumeGib()),
                new TreeMap<>(create.tags()).toString(),
                digest(create.userData()),
                String.valueOf(create.expiresAfter()));
        return Identifiers.token(text);
    }

    /** Every parameter of a launch as one text, the same for the same parameters. */
    static String canonical(LaunchTemplate template) {
        return String.join(
                "\n",
                template.candidates().toString(),
                String.valueOf(template.image()),
                String.valueOf(template.subnet()),
                template.securityGroups().toString(),
                String.valueOf(template.keyName()),
                String.valueOf(template.rootVolumeGib()),
                new TreeMap<>(template.tags()).toString(),
                digest(template.userData()));
    }

    /** What the user's tags become at the provider: all of them (they were checked against its limits) or none. */
    static @Nullable Projection projection(CreateInstance create, ScopeProfile profile) {
        if (create.tags().isEmpty()) {
            return null;
        }
        Mode mode = profile.tags().mode();
        if (mode == Mode.NONE || mode == Mode.ENCODED_NAME) {
            return new Projection(
                    Projection.Level.NONE,
                    create.tags().keySet().stream().sorted().toList());
        }
        return new Projection(Projection.Level.FULL, List.of());
    }

    static OfferingKey offering(Candidate candidate, Scope scope) {
        return new OfferingKey(candidate.type(), scope.region(), candidate.zone(), candidate.market());
    }

    private static String digest(@Nullable UserData userData) {
        return userData == null ? "-" : Identifiers.sha256Hex(userData.bytes());
    }
}
