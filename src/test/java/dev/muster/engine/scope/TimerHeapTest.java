package dev.muster.engine.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.Timer;
import dev.muster.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Scope SCOPE = new Scope("acme", "cloud", "mars");
    private static final int ALL = Integer.MAX_VALUE;

    private final TimerHeap heap = new TimerHeap();

    private static Timer timer(String id, long dueSeconds) {
        return new Timer(SCOPE, id, NOW.plusSeconds(dueSeconds));
    }

    @Test
    void theEarliestComesFirstAndNoneBeforeItIsDue() {
        heap.set(timer("c", 3));
        heap.set(timer("a", 1));
        heap.set(timer("b", 2));

        assertThat(heap.take(NOW, ALL)).isEmpty();
        assertThat(heap.next()).isEqualTo(NOW.plusSeconds(1));
        assertThat(heap.take(NOW.plusSeconds(2), ALL)).containsExactly(timer("a", 1), timer("b", 2));
        assertThat(heap.take(NOW.plusSeconds(3), ALL)).containsExactly(timer("c", 3));
        assertThat(heap.next()).isNull();
        assertThat(heap.size()).isZero();
    }

    @Test
    void aTimerReplacesTheOneOfItsName() {
        heap.set(timer("a", 1));
        heap.set(timer("a", 5));

        assertThat(heap.size()).isEqualTo(1);
        assertThat(heap.take(NOW.plusSeconds(4), ALL)).isEmpty();
        assertThat(heap.take(NOW.plusSeconds(9), ALL)).containsExactly(timer("a", 5));
    }

    @Test
    void timersOfTheSameNameInOtherScopesAreOthers() {
        var elsewhere = new Timer(new Scope("acme", "cloud", "venus"), "a", NOW);
        heap.set(timer("a", 0));
        heap.set(elsewhere);

        assertThat(heap.take(NOW, ALL)).containsExactlyInAnyOrder(timer("a", 0), elsewhere);
    }

    @Test
    void noMoreThanAskedForAreTaken() {
        IntStream.range(0, 10).forEach(i -> heap.set(timer("t" + i, i)));

        assertThat(heap.take(NOW.plusSeconds(60), 4)).hasSize(4).startsWith(timer("t0", 0));
        assertThat(heap.size()).isEqualTo(6);
    }

    @Test
    void aTimerCanBePutOff() {
        heap.set(timer("a", 1), NOW.plusSeconds(60));

        assertThat(heap.take(NOW.plusSeconds(59), ALL)).isEmpty();
        assertThat(heap.take(NOW.plusSeconds(60), ALL)).containsExactly(timer("a", 1));
    }

    @Test
    void aRestoredHeapForgetsWhatItHeld() {
        heap.set(timer("old", 0));

        heap.restore(List.of(timer("new", 0)), NOW);

        assertThat(heap.take(NOW, ALL)).containsExactly(timer("new", 0));
    }

    @Test
    void aFewOverdueTimersFireAtOnce() {
        heap.restore(List.of(timer("sweep", -60), timer("call/1", -60)), NOW);

        assertThat(heap.take(NOW, ALL)).hasSize(2);
    }

    /** After an outage: whoever waits for a deadline goes first, and what is only due again and again is spread out. */
    @Test
    void manyOverdueTimersAreSpreadButForDeadlines() {
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < TimerHeap.OVERDUE_AT_ONCE_MAX; i++) {
            timers.add(new Timer(new Scope("acme", "cloud", "region-" + i), "sweep", NOW.minusSeconds(60)));
        }
        timers.add(timer("call/1", -1));
        timers.add(timer("sweep", 600));

        heap.restore(timers, NOW);

        var atOnce = heap.take(NOW, ALL);
        assertThat(atOnce).contains(timer("call/1", -1)).hasSizeLessThan(100);
        var half = heap.take(NOW.plus(TimerHeap.SPREAD.dividedBy(2)), ALL);
        assertThat(half).hasSizeBetween(300, 700);
        heap.take(NOW.plus(TimerHeap.SPREAD), ALL);
        assertThat(heap.size()).isEqualTo(1);
        assertThat(heap.take(NOW.plus(Duration.ofSeconds(600)), ALL)).containsExactly(timer("sweep", 600));
    }
}
