package dev.muster.provider;

import dev.muster.model.Failure;

/** A provider's refusal or silence, in our words and in theirs. Expected, so it carries no stack trace. */
public final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public ProviderException(Failure failure) {
        super(failure.category() + " " + failure.code() + ": " + failure.message(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
