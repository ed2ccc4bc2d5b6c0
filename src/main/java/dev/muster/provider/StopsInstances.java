package dev.muster.provider;

import dev.muster.model.Call;
import dev.muster.provider.ComputeProvider.CallContext;
import io.smallrye.mutiny.Uni;

/** A cloud whose machines can be stopped, keeping their volumes, and started again. */
public interface StopsInstances {
    /** Succeeds when stopping has begun, and for machines already stopping or stopped. Safe to repeat. */
    Uni<Answer> stop(Call.Act call, CallContext context);

    /** Succeeds when starting has begun, and for machines already starting or running. Safe to repeat. */
    Uni<Answer> start(Call.Act call, CallContext context);
}
