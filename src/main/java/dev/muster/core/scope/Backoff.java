package dev.muster.core.scope;

import dev.muster.core.Identifiers;
import dev.muster.core.Limits;
import java.time.Duration;

/** Waits that double, with a jitter that is a function of who waits and for the how-manieth time. */
final class Backoff {
    private Backoff() {}

    /** Before repeat {@code tries} (from 1) of a call in doubt. */
    static Duration repeat(int tries, String who) {
        return doubling(Duration.ofSeconds(1), Limits.REPEAT_WAIT_MAX, tries, who);
    }

    /** Before try {@code tries} + 1 of a verb the provider found in conflict. */
    static Duration conflict(int tries, String who) {
        return doubling(Limits.CONFLICT_WAIT_MIN, Limits.CONFLICT_WAIT_MAX, tries, who);
    }

    /** Before round {@code rounds} + 1 through all candidates. */
    static Duration round(int rounds, String who) {
        return doubling(Limits.ROUND_WAIT_MIN, Limits.ROUND_WAIT_MAX, rounds, who);
    }

    /** How long a candidate is avoided after so many strikes in a row. */
    static Duration block(int strikes) {
        return doubled(Limits.BLOCK_MIN, Limits.BLOCK_MAX, strikes);
    }

    /** 0 to 1, the same for the same text. */
    static double jitter(String text) {
        return (Identifiers.uuid5(text).getMostSignificantBits() >>> 11) / (double) (1L << 53);
    }

    private static Duration doubling(Duration first, Duration max, int tries, String who) {
        Duration wait = doubled(first, max, tries);
        return wait.plusMillis((long) (wait.toMillis() * 0.2 * jitter(who + tries)));
    }

    private static Duration doubled(Duration first, Duration max, int tries) {
        Duration wait = first.multipliedBy(1L << Math.min(20, Math.max(0, tries - 1)));
        return wait.compareTo(max) > 0 ? max : wait;
    }
}
