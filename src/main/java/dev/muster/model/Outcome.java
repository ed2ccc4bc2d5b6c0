package dev.muster.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt of an effect. A hint: it may be lost, repeated, late or out of order.
 *
 * @param failure why, for every class but OK and GONE
 * @param rows machines the answer showed
 * @param buckets for a sweep, the buckets whose rows these are, whole; empty otherwise
 * @param more whether further outcomes of this attempt follow; a long answer travels in parts
 * @param complete whether the answer covers all that was asked; an incomplete one proves no absence
 * @param startedAt just before the call was sent, by the executor's clock; the rows are as of then or later
 * @param requestId the provider's id of the request; null if it gave none
 */
public record Outcome(
        UUID effectId,
        int attempt,
        Scope scope,
        Class outcomeClass,
        @Nullable Failure failure,
        List<ObservedInstance> rows,
        List<Integer> buckets,
        boolean complete,
        boolean more,
        Instant startedAt,
        Instant endedAt,
        String executorId,
        @Nullable String requestId) {
    public Outcome {
        rows = List.copyOf(rows);
        buckets = List.copyOf(buckets);
    }

    /** What the protocol does next hangs on this alone. */
    public enum Class {
        OK,
        /** The token's machines were launched, and have since ended. */
        GONE,
        THROTTLED,
        CAPACITY,
        QUOTA,
        INVALID,
        AUTH,
        NOT_FOUND,
        CONFLICT,
        PRECONDITION,
        /** The call may or may not have taken effect. */
        UNKNOWN,
        /** The lease had run out: this executor did not call. */
        EXPIRED,
        /** Proven not to have been sent: refused connection, no such host, our own limiter. */
        NOT_SENT;

        /** The class of a failure. The effect rules: what may have been done is UNKNOWN whatever else was said. */
        public static Class of(Failure failure) {
            if (failure.effect() == Failure.EffectLeft.UNKNOWN) {
                return UNKNOWN;
            }
            return switch (failure.category()) {
                case THROTTLED -> THROTTLED;
                case CAPACITY -> CAPACITY;
                case QUOTA -> QUOTA;
                case UNAUTHENTICATED, PERMISSION_DENIED, BILLING -> AUTH;
                case NOT_FOUND -> NOT_FOUND;
                case CONFLICT, ALREADY_EXISTS -> CONFLICT;
                case PRECONDITION -> PRECONDITION;
                case TRANSIENT, TIMEOUT -> NOT_SENT;
                case INVALID_REQUEST, UNSUPPORTED, CANCELLED, MALFORMED -> INVALID;
                case PROVIDER_BUG, INTERNAL -> UNKNOWN;
            };
        }
    }
}
