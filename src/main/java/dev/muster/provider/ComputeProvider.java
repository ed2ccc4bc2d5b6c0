package dev.muster.provider;

import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.ScopeProfile;
import io.smallrye.mutiny.Uni;

/**
 * One account on one cloud in one region, as the executor sees it.
 *
 * <p>Every method returns at once and works on subscription, never blocking the caller's thread. Every call is bounded by
 * the {@link CallContext#timeout}. Every failure is a {@link ProviderException}; anything else is a bug. Methods are safe
 * to repeat as far as their own words say so: the executor delivers each effect at least once.
 *
 * <p>This interface holds what every cloud has. A cloud that can do more implements {@link StopsInstances} or
 * {@link RebootsInstances} as well; nothing throws "not implemented".
 */
public interface ComputeProvider {
    /** The facts and policies the core decides with. Known without a call; never changes while the service runs. */
    ScopeProfile profile();

    /**
     * Launches machines.
     *
     * <p>With tokens: the same find key never launches twice, and a repeat answers with the machines of the first call.
     * Without: the adapter looks for a machine of that name first, and launches only if it finds none; a repeat is safe
     * only once a complete listing shows absence, which the core sees to.
     *
     * @return the machines it made, once the provider has accepted the launch (not once they run); fewer than asked for is
     *     a success. A token whose machines have all ended since answers {@link Answer#gone}
     */
    Uni<Answer> launch(Call.Launch call, CallContext context);

    /** Succeeds when termination has begun, and for machines that are already ending or ended. */
    Uni<Answer> terminate(Call.Act call, CallContext context);

    /** Reads machines by id. Ids the provider does not show are absent from the rows, never a failure. */
    Uni<Answer> describe(Call.Describe call, CallContext context);

    /**
     * Lists every machine that carries our mark, through all pages, as of some moment after subscription. An answer that
     * is not {@link Answer#complete} proves no absence.
     */
    Uni<Answer> list(Call.Ownership ownership, CallContext context);

    /** Reads the machines that carry a find key; looks at all pages. */
    Uni<Answer> find(Call.Find call, CallContext context);

    /**
     * Whether the account can be used, as far as shows without touching a machine: above all, whether it has credentials.
     * Asked at start, so that a wrong setting is told then and by its name, and not by the first command that needs it.
     * Fails with a {@link ProviderException} whose message names the setting and the remedy.
     */
    default Uni<Void> check() {
        return Uni.createFrom().voidItem();
    }

    /** Lets go of connections. Called once, at stop; may block for at most a second. */
    default void close() {}

    /** The effect this call belongs to, for time limits, tracing and logs. */
    record CallContext(Effect effect) {
        public java.time.Duration timeout() {
            return effect.callTimeout();
        }
    }
}
