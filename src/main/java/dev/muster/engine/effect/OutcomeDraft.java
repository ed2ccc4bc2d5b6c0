package dev.muster.engine.effect;

import dev.muster.core.SweepParts;
import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Confidence;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.ProviderWords;
import dev.muster.model.Outcome;
import dev.muster.provider.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the outcomes of one attempt of an effect. */
record OutcomeDraft(Effect effect, String executorId, Instant startedAt, Instant endedAt) {
    /** Rows after which an outcome of a sweep is closed; 400 rows of at most about 500 bytes stay below 256 kB. */
    static final int ROWS_PER_OUTCOME_MAX = 400;

    /** At least one; a long listing in parts. */
    List<Outcome> answered(Answer answer) {
        if (answer.gone()) {
            return List.of(whole(Outcome.Class.GONE, answer));
        }
        if (effect.call() instanceof Call.Sweep sweep) {
            List<SweepParts> parts = SweepParts.of(sweep, answer.rows(), ROWS_PER_OUTCOME_MAX);
            var outcomes = new ArrayList<Outcome>(parts.size());
            for (SweepParts part : parts) {
                outcomes.add(part(answer, part, outcomes.size() + 1 < parts.size()));
            }
            return outcomes;
        }
        return List.of(whole(Outcome.Class.OK, answer));
    }

    Outcome failed(Failure failure) {
        return failed(Outcome.Class.of(failure), failure);
    }

    /** The lease had run out before the call. */
    Outcome expired() {
        var failure = Failure.ours(
                Failure.Category.TIMEOUT,
                "LEASE_EXPIRED",
                "The call was not made: its lease had run out.",
                EffectLeft.NONE,
                Failure.Advice.REPLAY);
        return failed(Outcome.Class.EXPIRED, failure);
    }

    /** The adapter neither answered nor failed in time. */
    Failure silence(String provider) {
        return ours(Failure.Category.TIMEOUT, provider, "No answer came within the call's time limit.");
    }

    /** The adapter broke its word to fail with nothing but a provider's refusal. */
    Failure bug(String provider, Throwable failure) {
        return ours(
                Failure.Category.PROVIDER_BUG,
                provider,
                "The adapter failed with " + failure.getClass().getName() + ".");
    }

    private Failure ours(Failure.Category category, String provider, String message) {
        Call.Kind kind = effect.call().kind();
        var words = new ProviderWords(provider, kind.name(), "", 0, null, message);
        EffectLeft left = kind.isMutating() ? EffectLeft.UNKNOWN : EffectLeft.NONE;
        return Failure.of(category, left, Confidence.EXACT, Failure.Reach.REQUEST, words);
    }

    private Outcome failed(Outcome.Class result, Failure failure) {
        String requestId =
                failure.provider() == null ? null : failure.provider().requestId();
        return outcome(result, failure, new SweepParts(List.of(), List.of()), false, false, requestId);
    }

    private Outcome whole(Outcome.Class result, Answer answer) {
        var rows = new SweepParts(List.of(), answer.rows());
        return outcome(result, null, rows, answer.complete(), false, answer.requestId());
    }

    private Outcome part(Answer answer, SweepParts part, boolean more) {
        return outcome(Outcome.Class.OK, null, part, answer.complete(), more, answer.requestId());
    }

    private Outcome outcome(
            Outcome.Class result,
            @Nullable Failure failure,
            SweepParts part,
            boolean complete,
            boolean more,
            @Nullable String requestId) {
        return new Outcome(
                effect.effectId(),
                effect.attempt(),
                effect.scope(),
                result,
                failure,
                part.rows(),
                part.buckets(),
                complete,
                more,
                startedAt,
                endedAt,
                executorId,
                requestId);
    }
}
