package dev.muster.bench;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Waiting for other processes. */
final class Await {
    private Await() {}

    interface Condition {
        boolean holds() throws Exception;
    }

    /** Looks every few milliseconds. */
    static void until(String what, Duration atMost, Condition condition) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("waited " + atMost + " for " + what);
            }
            pause(Duration.ofMillis(5));
        }
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
