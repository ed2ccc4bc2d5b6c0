package dev.muster.engine.effect;

import dev.muster.engine.Accounts;
import dev.muster.engine.EngineMetrics;
import dev.muster.engine.PutAside;
import dev.muster.model.Effect;
import dev.muster.model.Failure;
import dev.muster.model.Outcome;
import dev.muster.provider.ComputeProvider;
import dev.muster.provider.ProviderException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Makes the call of one effect, once per delivery, and tells what came of it. Never fails: what a provider refuses is an
 * outcome, and so is a bug in its adapter.
 */
public final class EffectRunner {
    /** Beyond the call's own timeout an adapter that does not keep it is given up. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(EffectRunner.class);

    private final Accounts accounts;
    private final InstantSource clock;
    private final EngineMetrics metrics;
    private final String executorId;

    /** @param executorId name of this node */
    public EffectRunner(Accounts accounts, InstantSource clock, EngineMetrics metrics, String executorId) {
        this.accounts = accounts;
        this.clock = clock;
        this.metrics = metrics;
        this.executorId = executorId;
    }

    /** The outcomes, in their order; none where it is left to somebody else, or to the core's own repeat. */
    public Uni<List<Outcome>> run(Effect effect) {
        ComputeProvider provider = accounts.provider(effect.scope());
        if (effect.executorVersionMin() > Effect.EXECUTOR_VERSION) {
            return leave("effect-too-new", effect);
        }
        if (provider == null) {
            return leave("effect-of-unknown-scope", effect);
        }
        return Uni.createFrom()
                .deferred(() -> call(effect, provider, clock.instant()))
                .invoke(outcomes -> tell(effect, provider.profile().provider(), outcomes.get(0)));
    }

    private Uni<List<Outcome>> leave(String why, Effect effect) {
        metrics.skipped(why);
        LOG.warnf("left an effect to others why=%s scope=%s effect=%s", why, effect.scope(), effect.effectId());
        return Uni.createFrom().item(List.of());
    }

    private Uni<List<Outcome>> call(Effect effect, ComputeProvider provider, Instant started) {
        if (started.isAfter(effect.notAfter())) {
            return Uni.createFrom().item(List.of(draft(effect, started).expired()));
        }
        return ProviderCall.make(provider, effect)
                .ifNoItem()
                .after(effect.callTimeout().plus(GRACE))
                .fail()
                .map(answer -> draft(effect, started).answered(answer))
                .onFailure()
                .recoverWithItem(failure -> List.of(failed(effect, provider, failure, started)));
    }

    private Outcome failed(Effect effect, ComputeProvider provider, Throwable failure, Instant started) {
        var draft = draft(effect, started);
        if (failure instanceof ProviderException refused) {
            return draft.failed(refused.failure());
        }
        String name = provider.profile().provider();
        if (failure instanceof TimeoutException) {
            return draft.failed(draft.silence(name));
        }
        // Without its message, which may quote credentials or user data.
        LOG.errorf("the adapter of %s has a bug effect=%s%n%s", name, effect.effectId(), PutAside.wayOf(failure));
        return draft.failed(draft.bug(name, failure));
    }

    private OutcomeDraft draft(Effect effect, Instant started) {
        return new OutcomeDraft(effect, executorId, started, clock.instant());
    }

    private void tell(Effect effect, String provider, Outcome outcome) {
        Duration took = Duration.between(outcome.startedAt(), outcome.endedAt());
        metrics.effect(provider, effect.call().kind(), outcome.outcomeClass(), took);
        Failure failure = outcome.failure();
        // A reading that went well is no news, and there is one every few seconds.
        boolean news = failure != null || effect.call().kind().isMutating();
        LOG.logf(
                news ? Logger.Level.INFO : Logger.Level.DEBUG,
                "%s %s scope=%s size=%d effect=%s attempt=%d ms=%d request=%s trace=%s%s",
                effect.call().kind(),
                outcome.outcomeClass(),
                effect.scope(),
                effect.call().size(),
                effect.effectId(),
                effect.attempt(),
                took.toMillis(),
                outcome.requestId(),
                effect.traceparent(),
                failure == null ? "" : " code=" + failure.code());
    }
}
