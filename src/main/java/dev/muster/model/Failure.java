package dev.muster.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one failure type: what a program switches on, and what a person reads. No secret and no user data ever stands in
 * one.
 *
 * @param category what went wrong, in our words; consumers switch on this
 * @param code our own stable word for the exact case, upper snake case, e.g. {@code COMMAND_ID_CONFLICT}
 * @param message one sentence for a person; never parsed
 * @param effect what the failed call may have left behind
 * @param advice what to do about it
 * @param retryAfter how long to wait before {@link Advice#RETRY_AFTER}; null where nobody said
 * @param confidence whether the category is from the provider's own documented code or was guessed
 * @param scope how far the trouble reaches, so that a fall-back knows what to avoid
 * @param blockFor how long a fall-back should avoid that; null for no time at all
 * @param provider the provider's own words; null where no provider was called
 * @param quota which limit was hit; null for other categories
 * @param violations what is wrong with the request, field by field
 * @param attempt which try of which step this was; null where there was no try
 * @param items per instance results, where one command was for several
 * @param commandId the command this answers; null for a failure that answers none
 * @param resource the name of whom it is about; null where there is none
 */
public record Failure(
        Category category,
        String code,
        String message,
        EffectLeft effect,
        Advice advice,
        @Nullable Duration retryAfter,
        Confidence confidence,
        Reach scope,
        @Nullable Duration blockFor,
        @Nullable ProviderWords provider,
        @Nullable QuotaDetail quota,
        List<Violation> violations,
        @Nullable Attempt attempt,
        List<ItemResult> items,
        @Nullable String commandId,
        @Nullable String resource) {
    /** Longest message, in characters; a provider's novel is cut. */
    public static final int MESSAGE_LENGTH_MAX = 1_000;

    public Failure {
        violations = List.copyOf(violations);
        items = List.copyOf(items);
        message = message.length() > MESSAGE_LENGTH_MAX ? message.substring(0, MESSAGE_LENGTH_MAX) : message;
    }

    public enum Category {
        UNAUTHENTICATED(Advice.FIX_CREDENTIALS),
        PERMISSION_DENIED(Advice.FIX_CREDENTIALS),
        BILLING(Advice.FIX_CREDENTIALS),
        INVALID_REQUEST(Advice.FIX_REQUEST),
        UNSUPPORTED(Advice.FIX_REQUEST),
        NOT_FOUND(Advice.FIX_REQUEST),
        ALREADY_EXISTS(Advice.FIX_REQUEST),
        CONFLICT(Advice.WAIT_FOR_STATE),
        PRECONDITION(Advice.WAIT_FOR_STATE),
        QUOTA(Advice.RAISE_QUOTA),
        CAPACITY(Advice.TRY_ELSEWHERE),
        THROTTLED(Advice.RETRY_AFTER),
        TRANSIENT(Advice.REPLAY),
        TIMEOUT(Advice.REPLAY),
        CANCELLED(Advice.NOTHING_TO_DO),
        MALFORMED(Advice.FIX_REQUEST),
        PROVIDER_BUG(Advice.RECONCILE_FIRST),
        INTERNAL(Advice.RECONCILE_FIRST);

        private final Advice advice;

        Category(Advice advice) {
            this.advice = advice;
        }

        /** What one mostly does about it; a single failure may advise otherwise. */
        public Advice advice() {
            return advice;
        }
    }

    /** What a failed call may have left behind. */
    public enum EffectLeft {
        /** Nothing was changed; proven. */
        NONE,
        PARTIAL,
        COMPLETE,
        /** We cannot tell yet. */
        UNKNOWN
    }

    public enum Advice {
        /** Send the same request again, with the same command id or token. */
        REPLAY,
        RETRY_AFTER,
        TRY_ELSEWHERE,
        WAIT_FOR_STATE,
        /** Look first at what is there: something may be left behind. */
        RECONCILE_FIRST,
        FIX_REQUEST,
        FIX_CREDENTIALS,
        RAISE_QUOTA,
        NOTHING_TO_DO
    }

    public enum Confidence {
        EXACT,
        HEURISTIC
    }

    /** How far trouble reaches. */
    public enum Reach {
        REQUEST,
        RESOURCE,
        TYPE_IN_ZONE,
        TYPE_IN_REGION,
        SUBNET,
        PLACEMENT_GROUP,
        ZONE,
        REGION,
        ACCOUNT,
        PROVIDER
    }

    /**
     * The provider's own words, verbatim but cut to {@link #MESSAGE_LENGTH_MAX}.
     *
     * @param operation the provider's name of the call, e.g. {@code RunInstances}
     * @param httpStatus 0 where no answer came
     */
    public record ProviderWords(
            String name,
            String operation,
            String code,
            int httpStatus,
            @Nullable String requestId,
            String message) {}

    /** A limit that was hit, as far as the provider tells; -1 for a figure it does not tell. */
    public record QuotaDetail(String name, double limit, double used, double requested, String unit) {}

    /**
     * One thing wrong with one field.
     *
     * @param field path as in the command's JSON form, e.g. {@code zones[1]}
     * @param rule which rule it breaks, upper snake case, e.g. {@code REQUIRED}, {@code RANGE}, {@code UNKNOWN_ZONE}
     * @param message for a person; never echoes a value that could be a secret
     */
    public record Violation(String field, String rule, String message) {}

    /** Try {@code number} (from 1) of a step, named by {@code phase}, e.g. {@code launch}. */
    public record Attempt(int number, String phase) {}

    /** What became of one instance of a command for several; {@code result} is OK or one of our codes. */
    public record ItemResult(int index, String resource, String result) {}

    /** A refusal before anything was called: effect NONE. */
    public static Failure refusal(Category category, String code, String message, List<Violation> violations) {
        return new Draft(category, code, message, EffectLeft.NONE)
                .reach(Reach.REQUEST)
                .violations(violations)
                .build();
    }

    /** A failure of our own making or finding, about one resource, with no provider's words. */
    public static Failure ours(Category category, String code, String message, EffectLeft effect, Advice advice) {
        return new Draft(category, code, message, effect).advice(advice).build();
    }

    /** A provider's refusal or silence. */
    public static Failure of(
            Category category, EffectLeft effect, Confidence confidence, Reach reach, ProviderWords words) {
        return new Draft(category, category.name(), words.message(), effect)
                .confidence(confidence)
                .reach(reach)
                .provider(words)
                .build();
    }

    /** The same failure, answering a command and about a resource. */
    public Failure about(@Nullable String command, @Nullable String name) {
        return edit().about(command, name).build();
    }

    /** A copy to change. */
    public Draft edit() {
        return new Draft(this);
    }

    /** A failure being written. Everything that is not set has the value that says least. */
    public static final class Draft {
        private final Category category;
        private final String code;
        private final String message;
        private EffectLeft effect;
        private Advice advice;
        private @Nullable Duration retryAfter;
        private Confidence confidence = Confidence.EXACT;
        private Reach reach = Reach.RESOURCE;
        private @Nullable Duration blockFor;
        private @Nullable ProviderWords provider;
        private @Nullable QuotaDetail quota;
        private List<Violation> violations = List.of();
        private @Nullable Attempt attempt;
        private List<ItemResult> items = List.of();
        private @Nullable String commandId;
        private @Nullable String resource;

        public Draft(Category category, String code, String message, EffectLeft effect) {
            this.category = category;
            this.code = code;
            this.message = message;
            this.effect = effect;
            this.advice = category.advice();
        }

        private Draft(Failure from) {
            this(from.category, from.code, from.message, from.effect);
            advice = from.advice;
            retryAfter = from.retryAfter;
            confidence = from.confidence;
            reach = from.scope;
            blockFor = from.blockFor;
            provider = from.provider;
            quota = from.quota;
            violations = from.violations;
            attempt = from.attempt;
            items = from.items;
            commandId = from.commandId;
            resource = from.resource;
        }

        public Draft effect(EffectLeft value) {
            effect = value;
            return this;
        }

        public Draft advice(Advice value) {
            advice = value;
            return this;
        }

        public Draft retryAfter(@Nullable Duration value) {
            retryAfter = value;
            return this;
        }

        public Draft confidence(Confidence value) {
            confidence = value;
            return this;
        }

        public Draft reach(Reach value) {
            reach = value;
            return this;
        }

        public Draft blockFor(@Nullable Duration value) {
            blockFor = value;
            return this;
        }

        public Draft provider(@Nullable ProviderWords value) {
            provider = value;
            return this;
        }

        public Draft quota(@Nullable QuotaDetail value) {
            quota = value;
            return this;
        }

        public Draft violations(List<Violation> value) {
            violations = value;
            return this;
        }

        public Draft attempt(int number, String phase) {
            attempt = new Attempt(number, phase);
            return this;
        }

        public Draft items(List<ItemResult> value) {
            items = value;
            return this;
        }

        public Draft about(@Nullable String command, @Nullable String name) {
            commandId = command;
            resource = name;
            return this;
        }

        public Failure build() {
            return new Failure(
                    category,
                    code,
                    message,
                    effect,
                    advice,
                    retryAfter,
                    confidence,
                    reach,
                    blockFor,
                    provider,
                    quota,
                    violations,
                    attempt,
                    items,
                    commandId,
                    resource);
        }
    }
}
