package dev.muster.engine.effect;

import dev.muster.engine.DrivenEngine;
import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.InstanceTypeKey;
import dev.muster.model.LaunchTemplate;
import dev.muster.model.LaunchTemplate.Candidate;
import dev.muster.model.Market;
import dev.muster.model.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Effects as the core issues them, at {@link DrivenEngine#START}. */
final class Owed {
    static final Scope SCOPE = Scope.parse(DrivenEngine.SCOPE);
    static final Call.Ownership OWNER = new Call.Ownership("deployment-1", DrivenEngine.TENANT);
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private Owed() {}

    static Effect launch(String key, int count) {
        var type = new InstanceTypeKey("sandbox", null, "small", null);
        var candidate = new Candidate(type, null, Market.ON_DEMAND);
        var template = new LaunchTemplate(List.of(candidate), null, null, List.of(), null, null, Map.of(), null);
        return of(UUID.randomUUID(), SCOPE, new Call.Launch(key, OWNER, template, candidate, 1, count));
    }

    static Effect look(String key) {
        return of(UUID.randomUUID(), SCOPE, new Call.Find(OWNER, key));
    }

    static Effect terminate(String... ids) {
        return of(UUID.randomUUID(), SCOPE, new Call.Act(Call.Kind.TERMINATE, List.of(ids)));
    }

    static Effect sweep() {
        return of(UUID.randomUUID(), SCOPE, new Call.Sweep(OWNER, List.of()));
    }

    static Effect of(UUID id, Scope scope, Call call) {
        return of(id, scope, call, Duration.ofSeconds(5), Effect.EXECUTOR_VERSION);
    }

    static Effect of(UUID id, Scope scope, Call call, Duration callTimeout, int executorVersionMin) {
        return new Effect(
                id,
                1,
                scope,
                DrivenEngine.START,
                DrivenEngine.START.plusSeconds(30),
                callTimeout,
                TRACE,
                executorVersionMin,
                call);
    }
}
