package dev.muster.core.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A machine of ours that the provider has shown.
 *
 * @param member the instance it is bound to; null for a machine that is bound to none
 * @param rowDigest digest of the last row that was taken in
 * @param firstSeenAt for a bound machine, when it was bound
 * @param sweeps for an unbound machine, complete sweeps that showed it
 * @param absences for an unbound machine, complete sweeps in a row that did not
 * @param handled for an unbound machine, whether it was reported, and whether its end was ordered
 */
public record Sighting(
        String providerId,
        @Nullable Member member,
        long rowDigest,
        Instant firstSeenAt,
        int sweeps,
        int absences,
        Handled handled) {
    public enum Handled {
        NOT_YET,
        REPORTED,
        ENDING
    }
}
