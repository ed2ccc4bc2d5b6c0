package dev.muster.engine;

import dev.muster.model.Call;
import dev.muster.model.ScopeProfile;
import dev.muster.model.ScopeProfile.BucketSpec;
import dev.muster.provider.Answer;
import dev.muster.provider.ComputeProvider;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A sandbox whose facts can be made such that the core fails on them: the honest way to a bug in it. */
final class BrokenProfile implements ComputeProvider {
    private final ComputeProvider sandbox;
    private UnaryOperator<ScopeProfile> change = UnaryOperator.identity();

    BrokenProfile(ComputeProvider sandbox) {
        this.sandbox = sandbox;
    }

    void change(UnaryOperator<ScopeProfile> how) {
        change = how;
    }

    /** No key of an instance type can be made with this: nothing that ingress looks at. */
    static ScopeProfile withoutProvider(ScopeProfile of) {
        return with(of, "", of.buckets());
    }

    /** Every call is charged to buckets that are not there. */
    static ScopeProfile withoutBuckets(ScopeProfile of) {
        return with(of, of.provider(), Map.of());
    }

    private static ScopeProfile with(ScopeProfile of, String provider, Map<String, BucketSpec> buckets) {
        return new ScopeProfile(
                provider,
                of.precision(),
                of.zones(),
                of.types(),
                of.verbs(),
                of.tokens(),
                of.launchIndexed(),
                of.markets(),
                of.imageRequired(),
                of.subnets(),
                of.batchMax(),
                of.charges(),
                buckets,
                of.tags(),
                of.orphans(),
                of.callTimeout());
    }

    @Override
    public ScopeProfile profile() {
        return change.apply(sandbox.profile());
    }

    @Override
    public Uni<Answer> launch(Call.Launch call, CallContext context) {
        return sandbox.launch(call, context);
    }

    @Override
    public Uni<Answer> terminate(Call.Act call, CallContext context) {
        return sandbox.terminate(call, context);
    }

    @Override
    public Uni<Answer> describe(Call.Describe call, CallContext context) {
        return sandbox.describe(call, context);
    }

    @Override
    public Uni<Answer> list(Call.Ownership ownership, CallContext context) {
        return sandbox.list(ownership, context);
    }

    @Override
    public Uni<Answer> find(Call.Find call, CallContext context) {
        return sandbox.find(call, context);
    }
}
