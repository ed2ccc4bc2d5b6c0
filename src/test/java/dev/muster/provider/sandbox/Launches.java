package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.InstanceTypeKey;
import dev.muster.model.LaunchTemplate;
import dev.muster.model.LaunchTemplate.Candidate;
import dev.muster.model.Market;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Launch calls for tests: one small machine anywhere on demand, unless said otherwise. */
record Launches(
        String key,
        String type,
        @Nullable String image,
        @Nullable String zone,
        Market market,
        int min,
        int max) {
    static final Call.Ownership OWNER = new Call.Ownership("deployment-1", "acme");

    static Launches of(String key) {
        return new Launches(key, "small", null, null, Market.ON_DEMAND, 1, 1);
    }

    Launches type(String name) {
        return new Launches(key, name, image, zone, market, min, max);
    }

    Launches image(MagicName magic) {
        return new Launches(key, type, magic.word(), zone, market, min, max);
    }

    Launches zone(String name) {
        return new Launches(key, type, image, name, market, min, max);
    }

    Launches spot() {
        return new Launches(key, type, image, zone, Market.SPOT, min, max);
    }

    Launches count(int least, int most) {
        return new Launches(key, type, image, zone, market, least, most);
    }

    Call.Launch call() {
        var candidate = new Candidate(new InstanceTypeKey("sandbox", null, type, null), zone, market);
        var template = new LaunchTemplate(
                List.of(candidate), image, null, List.of(), null, null, Map.of("team", "research"), null);
        return new Call.Launch(key, OWNER, template, candidate, min, max);
    }
}
