package dev.muster.engine;

import dev.muster.model.Effect;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.Confidence;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.ProviderWords;
import dev.muster.model.Failure.Reach;
import dev.muster.model.Outcome;
import java.time.Instant;
import java.util.List;

/** Outcomes that no provider gave. */
public final class Outcomes {
    private Outcomes() {}

    /** As an executor would have told it within the effect's lease. */
    public static Outcome failed(Effect effect, Outcome.Class outcomeClass) {
        Category category =
                switch (outcomeClass) {
                    case CAPACITY -> Category.CAPACITY;
                    case INVALID -> Category.INVALID_REQUEST;
                    case THROTTLED -> Category.THROTTLED;
                    default -> Category.TIMEOUT;
                };
        EffectLeft left = outcomeClass == Outcome.Class.UNKNOWN ? EffectLeft.UNKNOWN : EffectLeft.NONE;
        var words = new ProviderWords("sandbox", "Any", outcomeClass.name(), 500, null, "The test willed it.");
        Instant at = effect.issuedAt();
        return new Outcome(
                effect.effectId(),
                effect.attempt(),
                effect.scope(),
                outcomeClass,
                Failure.of(category, left, Confidence.EXACT, Reach.REQUEST, words),
                List.of(),
                List.of(),
                true,
                false,
                at,
                at,
                "executor-2",
                null);
    }
}
