package dev.muster.engine.scope;

import dev.muster.core.state.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When the timers of one task are to fire. The journal is their truth; this is rebuilt from it, and a timer that was
 * dropped there since fires here in vain.
 */
final class TimerHeap {
    /** With more overdue than this after an outage, those that are no deadlines are spread out … */
    static final int OVERDUE_AT_ONCE_MAX = 1_000;

    /** … over so long. */
    static final Duration SPREAD = Duration.ofSeconds(30);

    /** Periodic work of a scope: later is as good. Everything else is a deadline of somebody. */
    private static final Set<String> MAY_SPREAD = Set.of("poll", "sweep", "keep");

    private final PriorityQueue<Entry> queue = new PriorityQueue<>(Comparator.comparing(Entry::fireAt));
    private final Map<String, Timer> current = new HashMap<>();

    private record Entry(Instant fireAt, Timer timer) {}

    /** Takes in a task's journaled timers. */
    void restore(List<Timer> timers, Instant now) {
        queue.clear();
        current.clear();
        long overdue =
                timers.stream().filter(timer -> timer.due().isBefore(now)).count();
        for (Timer timer : timers) {
            boolean spreads =
                    overdue > OVERDUE_AT_ONCE_MAX && timer.due().isBefore(now) && MAY_SPREAD.contains(timer.id());
            set(
                    timer,
                    spreads ? now.plusMillis(Math.floorMod(keyOf(timer).hashCode(), SPREAD.toMillis())) : timer.due());
        }
    }

    /** Sets a timer in place of any of the same scope and id. */
    void set(Timer timer) {
        set(timer, timer.due());
    }

    /** As {@link #set(Timer)}, to fire at another time than it says. */
    void set(Timer timer, Instant fireAt) {
        current.put(keyOf(timer), timer);
        queue.add(new Entry(fireAt, timer));
    }

    /** Takes the timers that are due, the earliest first, at most so many. */
    List<Timer> take(Instant now, int timersMax) {
        var due = new ArrayList<Timer>();
        while (due.size() < timersMax
                && !queue.isEmpty()
                && !queue.peek().fireAt().isAfter(now)) {
            Timer timer = queue.remove().timer();
            if (current.remove(keyOf(timer), timer)) {
                due.add(timer);
            }
        }
        return due;
    }

    /** When the next timer is to fire; null if there is none. It may have been replaced since. */
    @Nullable
    Instant next() {
        return queue.isEmpty() ? null : queue.peek().fireAt();
    }

    int size() {
        return current.size();
    }

    private static String keyOf(Timer timer) {
        return timer.scope().text() + "|" + timer.id();
    }
}
