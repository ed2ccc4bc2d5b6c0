package dev.muster.engine.effect;

import dev.muster.model.Call;
import dev.muster.model.ScopeProfile;
import dev.muster.provider.Answer;
import dev.muster.provider.ComputeProvider;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An adapter in front of a real sandbox that answers a look for a key as a test wants it to; otherwise it is the sandbox. */
final class Fickle implements ComputeProvider {
    private final ComputeProvider sandbox;
    private boolean broken;
    private @Nullable Supplier<Uni<Answer>> instead;

    Fickle(ComputeProvider sandbox) {
        this.sandbox = sandbox;
    }

    /** From now on not even its facts can be read. */
    void breaks() {
        broken = true;
    }

    void mends() {
        broken = false;
    }

    void answers(Supplier<Uni<Answer>> how) {
        instead = how;
    }

    @Override
    public ScopeProfile profile() {
        if (broken) {
            throw new IllegalStateException("no facts today");
        }
        return sandbox.profile();
    }

    @Override
    public Uni<Answer> launch(Call.Launch call, CallContext context) {
        return instead == null ? sandbox.launch(call, context) : instead.get();
    }

    @Override
    public Uni<Answer> terminate(Call.Act call, CallContext context) {
        return instead == null ? sandbox.terminate(call, context) : instead.get();
    }

    @Override
    public Uni<Answer> describe(Call.Describe call, CallContext context) {
        return instead == null ? sandbox.describe(call, context) : instead.get();
    }

    @Override
    public Uni<Answer> list(Call.Ownership ownership, CallContext context) {
        return instead == null ? sandbox.list(ownership, context) : instead.get();
    }

    @Override
    public Uni<Answer> find(Call.Find call, CallContext context) {
        return instead == null ? sandbox.find(call, context) : instead.get();
    }
}
