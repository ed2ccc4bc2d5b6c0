package dev.muster.provider.aws;

import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.Confidence;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.ProviderWords;
import dev.muster.model.Failure.Reach;
import dev.muster.provider.ProviderException;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Tells what a failed call means. Decided by the classes of exceptions and the codes of EC2, never by their texts: the
 * SDK rewords its own from release to release.
 *
 * @param kind of the call that failed; one that only reads leaves nothing behind
 * @param operation EC2's name of it
 * @param secrets texts of the request that must not turn up in a message
 */
record Ec2Failures(Call.Kind kind, String operation, List<String> secrets) {
    static final String TOKEN_MISMATCH = "IdempotentParameterMismatch";
    static final String TOKEN_SPENT_AND_ENDED = "IdempotentInstanceTerminated";

    /** @param thrown whatever the SDK threw; an exception of ours is kept */
    ProviderException of(Throwable thrown) {
        if (thrown instanceof ProviderException ours) {
            return ours;
        }
        return new ProviderException(advised(failure(thrown)));
    }

    /** There are no credentials, as a person who sets up the account needs to read it. */
    static ProviderException unusable(Throwable thrown, String account) {
        Failure failure = new Ec2Failures(Call.Kind.DESCRIBE, "credentials", List.of()).failure(thrown);
        String settings = "muster.accounts." + account + ".settings.";
        var words = new ProviderWords(
                AwsFactory.PROVIDER,
                "credentials",
                failure.code(),
                0,
                requestId(thrown),
                "account " + account + " cannot be used: " + failure.message() + ". Name them by "
                        + settings + "profile or " + settings
                        + "roleArn, or give this process some that the SDK's default chain finds:"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, ~/.aws/credentials, or the host's own role");
        return new ProviderException(
                Failure.of(failure.category(), EffectLeft.NONE, failure.confidence(), failure.scope(), words));
    }

    /** Our own clock ran out between two calls of one reading. */
    ProviderException overdue() {
        return new ProviderException(
                advised(silent(Category.TIMEOUT, EffectLeft.NONE, "Overdue", "EC2 did not give all pages in time")));
    }

    /** More pages than there can be machines. */
    ProviderException endless() {
        return new ProviderException(
                silent(Category.PROVIDER_BUG, EffectLeft.NONE, "EndlessPages", "EC2's listing does not end"));
    }

    /** EC2's word for a launch that was carried out, and whose machines have all ended since. */
    static boolean saysAllEnded(Throwable thrown) {
        ProviderWords words = words(thrown);
        return words != null && words.code().equals(TOKEN_SPENT_AND_ENDED);
    }

    static @Nullable String requestId(Throwable thrown) {
        ProviderWords words = words(thrown);
        return words == null ? null : words.requestId();
    }

    private static @Nullable ProviderWords words(Throwable thrown) {
        return thrown instanceof ProviderException ours ? ours.failure().provider() : null;
    }

    private Failure failure(Throwable thrown) {
        // Before EC2's own: what STS answered is the cause of having no credentials.
        Optional<CredentialsUnavailable> noCredentials = first(thrown, CredentialsUnavailable.class);
        if (noCredentials.isPresent()) {
            return noCredentials(noCredentials.get());
        }
        return first(thrown, AwsServiceException.class).map(this::answered).orElseGet(() -> broken(thrown));
    }

    private Failure answered(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        Ec2Errors.Meaning meaning = Ec2Errors.of(code, answer.statusCode());
        String message = Ec2Messages.clean(details == null ? null : details.errorMessage(), secrets);
        Failure failure = failure(
                meaning.category(),
                meaning.effect(),
                meaning.confidence(),
                meaning.reach(),
                code == null || code.isEmpty() ? "HTTP " + answer.statusCode() : code,
                answer.statusCode(),
                answer.requestId(),
                message);
        return meaning.category() == Category.QUOTA && code != null
                ? failure.edit().quota(Ec2Quotas.of(code, message)).build()
                : failure;
    }

    /** No answer, or one that cannot be read. */
    private Failure broken(Throwable thrown) {
        // First of all: wherever our time ran out, the request may have been on its way.
        if (first(thrown, ApiCallTimeoutException.class).isPresent()
                || first(thrown, ApiCallAttemptTimeoutException.class).isPresent()) {
            return silent(Category.TIMEOUT, EffectLeft.UNKNOWN, name(thrown), "EC2 did not answer in time");
        }
        Optional<Throwable> neverSent = NeverSent.cause(thrown);
        if (neverSent.isPresent()) {
            return silent(
                    Category.TRANSIENT,
                    EffectLeft.NONE,
                    name(neverSent.get()),
                    "the request was not sent: EC2 could not be reached");
        }
        if (first(thrown, XMLStreamException.class).isPresent()) {
            return silent(Category.PROVIDER_BUG, EffectLeft.UNKNOWN, name(thrown), "EC2's answer could not be read");
        }
        return silent(
                Category.TRANSIENT,
                EffectLeft.UNKNOWN,
                name(root(thrown)),
                "the connection broke before EC2's answer was complete");
    }

    /** Refused by STS or found nowhere, they stay missing until somebody acts; STS out of reach comes back by itself. */
    private Failure noCredentials(CredentialsUnavailable why) {
        Optional<AwsServiceException> refusal = first(why, AwsServiceException.class);
        Optional<Ec2Errors.Meaning> meaning = refusal.map(answer -> Ec2Errors.of(code(answer), answer.statusCode()));
        boolean passes = meaning.map(Ec2Errors.Meaning::category)
                        .filter(category -> category == Category.TRANSIENT || category == Category.THROTTLED)
                        .isPresent()
                || refusal.isEmpty()
                        && (NeverSent.isWhy(why)
                                || first(why, ApiCallTimeoutException.class).isPresent());
        String message = passes
                ? "the request was not sent: STS gave no credentials this time"
                : "the request was not sent: there are no AWS credentials"
                        + refusal.map(answer -> "; STS says " + code(answer)).orElse("");
        return failure(
                passes ? Category.TRANSIENT : Category.UNAUTHENTICATED,
                EffectLeft.NONE,
                Confidence.EXACT,
                Reach.ACCOUNT,
                refusal.map(Ec2Failures::code).orElse("NoCredentials"),
                refusal.map(AwsServiceException::statusCode).orElse(0),
                refusal.map(AwsServiceException::requestId).orElse(null),
                message);
    }

    private Failure silent(Category category, EffectLeft effect, String code, String message) {
        return failure(category, effect, Confidence.EXACT, Reach.REGION, code, 0, null, message);
    }

    private Failure failure(
            Category category,
            EffectLeft effect,
            Confidence confidence,
            Reach reach,
            String code,
            int httpStatus,
            @Nullable String requestId,
            String message) {
        var words = new ProviderWords(AwsFactory.PROVIDER, operation, code, httpStatus, requestId, message);
        return Failure.of(category, kind.isMutating() ? effect : EffectLeft.NONE, confidence, reach, words);
    }

    private Failure advised(Failure failure) {
        boolean unsure = failure.category() == Category.TRANSIENT || failure.category() == Category.TIMEOUT;
        if (failure.effect() != EffectLeft.UNKNOWN) {
            return unsure ? failure.edit().advice(Advice.RETRY_AFTER).build() : failure;
        }
        // Launches have their token, and to end, stop or start twice is to do it once; a reboot has neither.
        boolean replayable = unsure && kind != Call.Kind.REBOOT;
        return failure.edit()
                .advice(replayable ? Advice.REPLAY : Advice.RECONCILE_FIRST)
                .build();
    }

    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "HTTP " + answer.statusCode() : details.errorCode();
    }

    private static <T extends Throwable> Optional<T> first(Throwable thrown, Class<T> type) {
        return NeverSent.causes(thrown).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static String name(Throwable thrown) {
        return thrown.getClass().getSimpleName();
    }

    private static Throwable root(Throwable thrown) {
        return NeverSent.causes(thrown).reduce((outer, inner) -> inner).orElse(thrown);
    }
}
