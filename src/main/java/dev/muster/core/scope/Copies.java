package dev.muster.core.scope;

import dev.muster.core.state.Instance;
import org.jspecify.annotations.Nullable;

/** Copies of an instance with one part changed, outside of any decision about it. */
final class Copies {
    private Copies() {}

    static Instance withSequence(Instance from, long sequence) {
        return with(from, sequence, from.traceparent());
    }

    static Instance withTraceparent(Instance from, @Nullable String traceparent) {
        return with(from, from.sequence(), traceparent);
    }

    private static Instance with(Instance from, long sequence, @Nullable String traceparent) {
        return new Instance(
                from.resource(),
                from.generation(),
                from.version(),
                sequence,
                from.lifecycle(),
                from.reason(),
                from.failureCode(),
                from.desired(),
                from.specDigest(),
                from.phase(),
                from.ending(),
                from.creation(),
                from.pending(),
                from.lifetime(),
                from.projection(),
                traceparent,
                from.updatedAt());
    }
}
