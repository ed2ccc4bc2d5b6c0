package dev.muster.provider;

import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.Scope;
import dev.muster.provider.ComputeProvider.CallContext;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link ProviderContract} must be given to try a provider. */
public interface ProviderFixture {
    ComputeProvider provider();

    /** A type that can be launched right now, in every zone. */
    String typeName();

    /** An image that can be launched; null where the provider has a default. */
    @Nullable
    String image();

    /** A find key no launch has had, in the form this provider takes. */
    String freshKey();

    /** An id in the provider's own form, of no machine there ever was. */
    String unknownId();

    /** Adds a machine that is not ours and is shown at once; null where that cannot be done. */
    @Nullable
    String addForeign();

    /** Longest wait for an answer, and for a machine to be shown, to run, to stop or to end. */
    default Duration patience() {
        return Duration.ofSeconds(10);
    }

    default Call.Ownership ownership() {
        return new Call.Ownership("contract", "acme");
    }

    default CallContext context(Call call) {
        Instant now = Instant.now();
        return new CallContext(new Effect(
                UUID.randomUUID(),
                1,
                new Scope(ownership().tenant(), "contract", "region"),
                now,
                now.plusSeconds(30),
                patience(),
                null,
                Effect.EXECUTOR_VERSION,
                call));
    }
}
