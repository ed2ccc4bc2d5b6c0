package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.ScopeProfile;
import dev.muster.provider.Answer;
import dev.muster.provider.ComputeProvider;
import dev.muster.provider.RebootsInstances;
import io.smallrye.mutiny.Uni;

/** The adapter to one sandbox cloud: its calls with latency, bounded by the call timeout. Stopping machines is not in it. */
class SandboxProvider implements ComputeProvider, RebootsInstances {
    private final ScopeProfile profile;
    private final SandboxClient client;

    SandboxProvider(ScopeProfile profile, SandboxClient client) {
        this.profile = profile;
        this.client = client;
    }

    @Override
    public ScopeProfile profile() {
        return profile;
    }

    @Override
    public Uni<Answer> launch(Call.Launch call, CallContext context) {
        Uni<Answer> launch = client.call((cloud, now) -> cloud.launch(call, now));
        if (profile.tokens()) {
            return client.within(context.timeout(), Call.Kind.LAUNCH, launch);
        }
        Uni<Answer> look = client.call((cloud, now) -> cloud.find(call.ownership(), call.findKey(), now));
        Uni<Answer> launchIfAbsent = look.chain(
                found -> found.rows().isEmpty() ? launch : Uni.createFrom().item(found));
        return client.within(context.timeout(), Call.Kind.LAUNCH, launchIfAbsent);
    }

    @Override
    public Uni<Answer> terminate(Call.Act call, CallContext context) {
        return make(call, context);
    }

    @Override
    public Uni<Answer> reboot(Call.Act call, CallContext context) {
        return make(call, context);
    }

    @Override
    public Uni<Answer> describe(Call.Describe call, CallContext context) {
        return make(call, context);
    }

    @Override
    public Uni<Answer> list(Call.Ownership ownership, CallContext context) {
        Uni<Answer> list = client.call((cloud, now) -> cloud.list(ownership, now));
        return client.within(context.timeout(), Call.Kind.SWEEP, list);
    }

    @Override
    public Uni<Answer> find(Call.Find call, CallContext context) {
        return make(call, context);
    }

    final Uni<Answer> make(Call call, CallContext context) {
        Uni<Answer> answer = client.call((cloud, now) -> cloud.perform(call, now));
        return client.within(context.timeout(), call.kind(), answer);
    }
}
