package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.ScopeProfile;
import dev.muster.provider.Answer;
import dev.muster.provider.StopsInstances;
import io.smallrye.mutiny.Uni;

/** The adapter to a sandbox cloud whose machines can be stopped and started. */
final class StoppingSandboxProvider extends SandboxProvider implements StopsInstances {
    StoppingSandboxProvider(ScopeProfile profile, SandboxClient client) {
        super(profile, client);
    }

    @Override
    public Uni<Answer> stop(Call.Act call, CallContext context) {
        return make(call, context);
    }

    @Override
    public Uni<Answer> start(Call.Act call, CallContext context) {
        return make(call, context);
    }
}
