package dev.muster.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/** Replaces a stream thread that died, unless too many did lately: then something is wrong that a new one will not mend. */
final class ThreadDeaths implements StreamsUncaughtExceptionHandler {
    static final int DEATHS_MAX = 5;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(ThreadDeaths.class);

    private final ArrayDeque<Instant> deaths = new ArrayDeque<>();
    private final InstantSource clock;
    private final EngineMetrics metrics;

    ThreadDeaths(InstantSource clock, EngineMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        Instant now = clock.instant();
        deaths.add(now);
        while (deaths.getFirst().plus(WITHIN).isBefore(now)) {
            deaths.removeFirst();
        }
        metrics.skipped("stream-thread-died");
        boolean givesUp = deaths.size() >= DEATHS_MAX;
        LOG.errorf(
                failure,
                "a stream thread died, the %d. within %s; %s",
                deaths.size(),
                WITHIN,
                givesUp ? "giving up" : "it is replaced");
        return givesUp ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
