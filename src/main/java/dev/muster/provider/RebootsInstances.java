package dev.muster.provider;

import dev.muster.model.Call;
import dev.muster.provider.ComputeProvider.CallContext;
import io.smallrye.mutiny.Uni;

/** A cloud whose machines can be rebooted in place. */
public interface RebootsInstances {
    /** Succeeds when the provider accepted the reboot. NOT safe to repeat: the core never does. */
    Uni<Answer> reboot(Call.Act call, CallContext context);
}
