package dev.muster.engine.effect;

import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.Violation;
import dev.muster.provider.Answer;
import dev.muster.provider.ComputeProvider;
import dev.muster.provider.ComputeProvider.CallContext;
import dev.muster.provider.ProviderException;
import dev.muster.provider.RebootsInstances;
import dev.muster.provider.StopsInstances;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Which method of a provider an effect's call is. */
final class ProviderCall {
    private ProviderCall() {}

    /** Made on subscription. An adapter that throws instead of failing its answer fails it here. */
    static Uni<Answer> make(ComputeProvider provider, Effect effect) {
        return Uni.createFrom().deferred(() -> call(provider, effect.call(), new CallContext(effect)));
    }

    private static Uni<Answer> call(ComputeProvider provider, Call call, CallContext context) {
        if (call instanceof Call.Launch launch) return provider.launch(launch, context);
        if (call instanceof Call.Act act) return act(provider, act, context);
        if (call instanceof Call.Describe describe) return provider.describe(describe, context);
        if (call instanceof Call.Sweep sweep) return provider.list(sweep.ownership(), context);
        if (call instanceof Call.Find find) return provider.find(find, context);
        throw new IllegalArgumentException("no method for " + call.getClass().getName());
    }

    private static Uni<Answer> act(ComputeProvider provider, Call.Act act, CallContext context) {
        return switch (act.kind()) {
            case TERMINATE -> provider.terminate(act, context);
            case STOP -> provider instanceof StopsInstances stops ? stops.stop(act, context) : cannot(act);
            case START -> provider instanceof StopsInstances stops ? stops.start(act, context) : cannot(act);
            case REBOOT -> provider instanceof RebootsInstances reboots ? reboots.reboot(act, context) : cannot(act);
            case LAUNCH, DESCRIBE, SWEEP, FIND -> throw new IllegalArgumentException(act.kind() + " is no act");
        };
    }

    /** Ingress refuses such verbs; one comes here only where an account's provider was changed while it was under way. */
    private static Uni<Answer> cannot(Call.Act act) {
        String message = "The provider of this account cannot " + act.kind() + " instances.";
        return Uni.createFrom()
                .failure(new ProviderException(Failure.refusal(
                        Category.UNSUPPORTED,
                        "VERB_UNSUPPORTED",
                        message,
                        List.of(new Violation("account", "UNSUPPORTED", message)))));
    }
}
