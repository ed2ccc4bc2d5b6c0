package dev.muster.it;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a service time and again whether it lives, as whoever restarts dead ones does. */
final class LivenessWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);

    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "liveness-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Future<?> answers;
    private final AtomicInteger yes = new AtomicInteger();
    private final AtomicInteger no = new AtomicInteger();

    LivenessWatch(ServiceProcess service) {
        answers = asking.scheduleWithFixedDelay(
                () -> (service.isLive() ? yes : no).incrementAndGet(), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How often it said that it lives. */
    int yes() {
        return yes.get();
    }

    /** How often it said that it does not, or nothing. */
    int no() {
        return no.get();
    }

    @Override
    public void close() {
        answers.cancel(false);
        asking.shutdownNow();
    }
}
