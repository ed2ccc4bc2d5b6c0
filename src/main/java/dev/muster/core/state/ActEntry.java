package dev.muster.core.state;

import dev.muster.model.Verb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verb on one machine, waiting to be batched.
 *
 * @param member its instance is empty for a machine that is bound to none: a duplicate, a stray or an orphan
 */
public record ActEntry(
        Verb verb,
        Member member,
        Instant enqueuedAt,
        Instant notBefore,
        @Nullable String traceparent) {}
