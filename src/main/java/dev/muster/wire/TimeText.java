package dev.muster.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Instants as text in bytes. All records of a decision carry the same instant, and many decisions fall into one millisecond,
 * so the last text is kept: it is most often the one that is asked for next.
 */
final class TimeText {
    private static volatile Last last = new Last(Instant.EPOCH);

    private TimeText() {}

    /** ISO-8601. Shared: not to be written to. */
    static byte[] of(Instant time) {
        Last known = last;
        if (!known.time.equals(time)) {
            known = new Last(time);
            last = known;
        }
        return known.text;
    }

    private static final class Last {
        private final Instant time;
        private final byte[] text;

        Last(Instant time) {
            this.time = time;
            text = time.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
