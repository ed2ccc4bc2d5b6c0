package dev.muster.engine.scope;

import dev.muster.core.state.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How often timers failed in a row, in one task. */
final class FailedTimers {
    /** A timer on which the core failed, or whose account is gone, fires again after this. */
    static final Duration AGAIN_AFTER = Duration.ofSeconds(60);

    /** Failures in a row after which a timer rests until the task starts anew. */
    static final int FAILURES_MAX = 5;

    private final Map<Timer, Integer> failures = new HashMap<>();

    /** @return whether it is to fire again */
    boolean failed(Timer timer) {
        int count = failures.merge(timer, 1, Integer::sum);
        if (count >= FAILURES_MAX) {
            failures.remove(timer);
            return false;
        }
        return true;
    }

    void succeeded(Timer timer) {
        if (!failures.isEmpty()) {
            failures.remove(timer);
        }
    }
}
