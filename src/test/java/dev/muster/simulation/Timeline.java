package dev.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Virtual time: what is to happen, in order; nothing happens by itself. */
final class Timeline {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private Instant now = START;
    private long order;

    Instant now() {
        return now;
    }

    Duration elapsed() {
        return Duration.between(START, now);
    }

    void after(Duration delay, Runnable what) {
        at(now.plus(delay), what);
    }

    void at(Instant when, Runnable what) {
        queue.add(new Event(when.isBefore(now) ? now : when, order++, what));
    }

    /** Lets things happen until nothing is left or {@code limit} is passed; answers whether the limit stopped it. */
    boolean runUntil(Duration limit) {
        Instant end = START.plus(limit);
        while (!queue.isEmpty()) {
            if (queue.peek().when().isAfter(end)) {
                now = end;
                return true;
            }
            Event next = queue.poll();
            now = next.when();
            next.what().run();
        }
        return false;
    }

    private record Event(Instant when, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = when.compareTo(other.when);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
