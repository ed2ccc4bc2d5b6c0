package dev.muster.provider.aws.ec2;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The double's time: stopped or running, and either way moved forward by hand. Thread-safe. */
public final class DoubleClock extends Clock {
    private final Clock source;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private DoubleClock(Clock source) {
        this.source = source;
    }

    /** Moves only by {@link #advance}. */
    public static DoubleClock stoppedAt(Instant start) {
        return new DoubleClock(Clock.fixed(start, ZoneOffset.UTC));
    }

    /** The machine's clock, plus whatever it was advanced by. */
    public static DoubleClock running() {
        return new DoubleClock(Clock.systemUTC());
    }

    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + by);
        }
        ahead.updateAndGet(by::plus);
    }

    @Override
    public Instant instant() {
        return source.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return source.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the double tells time in UTC");
    }
}
