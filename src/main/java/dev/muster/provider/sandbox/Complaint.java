package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.Failure.ProviderWords;
import dev.muster.model.Failure.QuotaDetail;
import dev.muster.model.Failure.Violation;
import dev.muster.provider.ProviderException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in full what went wrong with one call, in our words and in those of the cloud the sandbox behaves like. */
final class Complaint {
    private final SandboxProfile profile;
    private final Call.Kind kind;
    private final @Nullable String requestId;

    Complaint(SandboxProfile profile, Call.Kind kind, @Nullable String requestId) {
        this.profile = profile;
        this.kind = kind;
        this.requestId = requestId;
    }

    ProviderException of(Trouble trouble, String message) {
        return new ProviderException(failure(trouble, message, null, null, List.of()));
    }

    ProviderException invalid(Violation violation) {
        return new ProviderException(failure(Trouble.INVALID, violation.message(), null, null, List.of(violation)));
    }

    ProviderException throttled(Duration wait) {
        return new ProviderException(failure(Trouble.THROTTLED, "Request limit exceeded.", wait, null, List.of()));
    }

    ProviderException overQuota(int limit, long used, int requested) {
        var quota = new QuotaDetail("vcpus", limit, used, requested, "vCPU");
        return new ProviderException(failure(
                Trouble.QUOTA, "You have requested more vCPU capacity than your limit.", null, quota, List.of()));
    }

    private Failure failure(
            Trouble trouble,
            String message,
            @Nullable Duration retryAfter,
            @Nullable QuotaDetail quota,
            List<Violation> violations) {
        Dialect.Saying saying = profile.dialect().saying(trouble);
        boolean changesNothing = !kind.isMutating();
        boolean repeatable =
                changesNothing || kind != Call.Kind.REBOOT && (kind != Call.Kind.LAUNCH || profile.tokens());
        var words = new ProviderWords(
                SandboxFactory.PROVIDER,
                profile.dialect().operation(kind),
                saying.code(),
                saying.httpStatus(),
                trouble.isSilence() ? null : requestId,
                message);
        var effect = changesNothing ? Failure.EffectLeft.NONE : trouble.effect();
        return new Failure.Draft(trouble.category(), trouble.category().name(), message, effect)
                .advice(trouble.advice(repeatable))
                .retryAfter(retryAfter)
                .reach(trouble.reach())
                .provider(words)
                .quota(quota)
                .violations(violations)
                .build();
    }
}
