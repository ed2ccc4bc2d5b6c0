package dev.muster.core.scope;

import dev.muster.core.state.OpenCall;
import dev.muster.core.state.OpenCall.Stage;
import dev.muster.model.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The steps of an open call; its parameters and members never change. */
final class CallSteps {
    private CallSteps() {}

    static OpenCall issued(OpenCall call, Instant now, Instant notAfter, Instant redrive) {
        return step(call, Stage.ISSUED, call.attempt() + 1, call.tries(), now, notAfter, redrive, call.doubtSince());
    }

    static OpenCall waiting(OpenCall call, Instant when) {
        return step(
                call,
                Stage.WAITING,
                call.attempt(),
                call.tries(),
                call.issuedAt(),
                call.lastNotAfter(),
                when,
                call.doubtSince());
    }

    /** One more try was in vain; {@code doubtSince} is set where it may have taken effect. */
    static OpenCall failed(OpenCall call, @Nullable Instant doubtSince) {
        return step(
                call,
                call.stage(),
                call.attempt(),
                call.tries() + 1,
                call.issuedAt(),
                call.lastNotAfter(),
                call.nextAt(),
                doubtSince);
    }

    static OpenCall searching(OpenCall call, Instant since, Instant next) {
        return step(
                call, Stage.SEARCHING, call.attempt(), call.tries(), call.issuedAt(), call.lastNotAfter(), next, since);
    }

    private static OpenCall step(
            OpenCall call,
            Stage stage,
            int attempt,
            int tries,
            Instant issuedAt,
            Instant notAfter,
            Instant nextAt,
            @Nullable Instant doubtSince) {
        return new OpenCall(
                call.callId(),
                call.call(),
                stage,
                attempt,
                tries,
                call.members(),
                call.openedAt(),
                issuedAt,
                notAfter,
                nextAt,
                doubtSince,
                call.purpose(),
                call.parent(),
                call.entry(),
                call.refused(),
                call.traceparent());
    }

    /** Refused: before its members go elsewhere it is looked for, from {@code since} on. */
    static OpenCall refused(OpenCall call, Failure why, Instant since) {
        return new OpenCall(
                call.callId(),
                call.call(),
                Stage.SEARCHING,
                call.attempt(),
                call.tries(),
                call.members(),
                call.openedAt(),
                call.issuedAt(),
                call.lastNotAfter(),
                since,
                since,
                call.purpose(),
                call.parent(),
                call.entry(),
                why,
                call.traceparent());
    }
}
