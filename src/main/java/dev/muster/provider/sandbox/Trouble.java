package dev.muster.provider.sandbox;

import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.Reach;

/** Everything that can go wrong with a call to the sandbox, in our words; the provider's words are in {@link Dialect}. */
public enum Trouble {
    INVALID(Category.INVALID_REQUEST, EffectLeft.NONE, Reach.REQUEST),
    UNAUTHENTICATED(Category.UNAUTHENTICATED, EffectLeft.NONE, Reach.ACCOUNT),
    THROTTLED(Category.THROTTLED, EffectLeft.NONE, Reach.REGION),
    QUOTA(Category.QUOTA, EffectLeft.NONE, Reach.REGION),
    FULL_ZONE(Category.CAPACITY, EffectLeft.NONE, Reach.TYPE_IN_ZONE),
    FULL_REGION(Category.CAPACITY, EffectLeft.NONE, Reach.TYPE_IN_REGION),
    NOT_FOUND(Category.NOT_FOUND, EffectLeft.NONE, Reach.RESOURCE),
    WRONG_STATE(Category.CONFLICT, EffectLeft.NONE, Reach.RESOURCE),
    /** The token was used with other parameters: what it made, we must look up. */
    MISMATCH(Category.CONFLICT, EffectLeft.UNKNOWN, Reach.REQUEST),
    /** The call was executed, and its answer lost. */
    LOST(Category.TRANSIENT, EffectLeft.UNKNOWN, Reach.REQUEST),
    /** No answer will ever come; whether the call was executed, nobody can tell. Here it was not. */
    HUNG(Category.TIMEOUT, EffectLeft.UNKNOWN, Reach.REQUEST);

    private final Category category;
    private final EffectLeft effect;
    private final Reach reach;

    Trouble(Category category, EffectLeft effect, Reach reach) {
        this.category = category;
        this.effect = effect;
        this.reach = reach;
    }

    Category category() {
        return category;
    }

    EffectLeft effect() {
        return effect;
    }

    Reach reach() {
        return reach;
    }

    /** Whether the answer never came, so that the provider has no words for it. */
    boolean isSilence() {
        return this == LOST || this == HUNG;
    }

    /** What to do about it; {@code repeatable} where the same call again cannot act twice. */
    Failure.Advice advice(boolean repeatable) {
        if (effect == EffectLeft.UNKNOWN && !repeatable || this == MISMATCH) {
            return Failure.Advice.RECONCILE_FIRST;
        }
        return category.advice();
    }
}
