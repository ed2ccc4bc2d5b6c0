package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.LaunchTemplate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client token was used for at one place.
 *
 * @param place the zone's name where the launch named one, else empty: the region
 * @param fingerprint of the request's parameters, the same in every process
 * @param machineIds in the order of their launch indexes; empty where the launch failed for want of room
 */
record TokenUse(String token, String place, long fingerprint, List<String> machineIds) {
    TokenUse {
        machineIds = List.copyOf(machineIds);
    }

    /** The place and token together, as the ledger's key. */
    String key() {
        return keyOf(token, place);
    }

    static String keyOf(String token, @Nullable String place) {
        return place == null || place.isEmpty() ? token : place + "/" + token;
    }

    /** A digest of everything EC2 would compare: all that is sent but the token itself. */
    static long fingerprint(Call.Launch call) {
        LaunchTemplate template = call.template();
        LaunchTemplate.Candidate candidate = call.candidate();
        long hash = 17;
        hash = mix(hash, candidate.type());
        hash = mix(hash, candidate.zone());
        hash = mix(hash, candidate.market().word());
        hash = mix(hash, call.countMin());
        hash = mix(hash, call.countMax());
        hash = mix(hash, call.ownership());
        hash = mix(hash, template.image());
        hash = mix(hash, template.subnet());
        hash = mix(hash, template.securityGroups());
        hash = mix(hash, template.keyName());
        hash = mix(hash, template.rootVolumeGib());
        hash = mix(hash, template.tags());
        return mix(hash, template.userData());
    }

    private static long mix(long hash, @Nullable Object part) {
        return hash * 0x9e3779b97f4a7c15L + Objects.hashCode(part);
    }
}
