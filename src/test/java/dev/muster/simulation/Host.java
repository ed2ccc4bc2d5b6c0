package dev.muster.simulation;

import dev.muster.core.Input;
import dev.muster.core.Output;
import dev.muster.core.Stamp;
import dev.muster.core.journal.Journal;
import dev.muster.core.journal.JournalTransaction;
import dev.muster.core.journal.Tables;
import dev.muster.core.scope.ScopeDecider;
import dev.muster.core.state.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * A Kafka Streams task in miniature: takes inputs in order, decides several in one transaction, and commits state and
 * outputs together or, when the transaction aborts, neither, and takes the same inputs again.
 */
final class Host {
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(25);

    private final World world;
    private final Journal committed;
    private final List<Input> inbox = new ArrayList<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparing(Timer::id));
    private boolean scheduled;

    Host(World world) {
        this.world = world;
        committed = new CodecJournal(World.CONTRACTS.journal());
    }

    Journal journal() {
        return committed;
    }

    void receive(Input input) {
        inbox.add(input);
        schedule(world.time.now().plus(COMMIT_INTERVAL));
    }

    private void schedule(Instant when) {
        if (!scheduled) {
            scheduled = true;
            world.time.at(when, this::runTransaction);
        }
    }

    private void runTransaction() {
        scheduled = false;
        var transaction = new JournalTransaction(committed);
        List<Input> inputs = List.copyOf(inbox);
        var outputs = new ArrayList<Output>();
        var pending = new PriorityQueue<>(timers);
        for (Input input : inputs) {
            decide(transaction, input, outputs, pending);
        }
        int fired = 0;
        while (!pending.isEmpty() && !pending.peek().due().isAfter(world.time.now()) && fired++ < 1_000) {
            decide(transaction, new Input.TimerFired(pending.poll()), outputs, pending);
        }
        if (world.chance(world.faults.transactionAborted())) {
            // Nothing of it happened: neither state nor outputs nor offsets. The task starts over from its store.
            rebuildTimers();
            schedule(world.time.now().plusSeconds(1));
            return;
        }
        transaction.commit();
        inbox.subList(0, inputs.size()).clear();
        timers.clear();
        timers.addAll(pending);
        world.checker.committed(outputs);
        outputs.forEach(this::publish);
        scheduleNext();
    }

    private void decide(Journal transaction, Input input, List<Output> outputs, PriorityQueue<Timer> pending) {
        var stamp = new Stamp(world.time.now(), new UUID(world.random.nextLong(), world.random.nextLong()));
        List<Output> decided = ScopeDecider.decide(World.SCOPE, world.profile, transaction, input, stamp);
        outputs.addAll(decided);
        for (Output output : decided) {
            if (output instanceof Output.TimerSet set) {
                pending.add(set.timer());
            }
        }
        world.checker.decisions++;
    }

    private void publish(Output output) {
        if (output instanceof Output.Event event) {
            World.CONTRACTS.events().encode(event.event());
        } else if (output instanceof Output.Effect effect) {
            world.effect(
                    World.CONTRACTS.effects().decode(World.CONTRACTS.effects().encode(effect.effect())));
        }
    }

    private void rebuildTimers() {
        timers.clear();
        committed.scanPrefix(Tables.TIMERS, World.SCOPE.text() + "|", (key, timer) -> timers.add(timer));
    }

    private void scheduleNext() {
        dropVoidTimers();
        if (!inbox.isEmpty()) {
            schedule(world.time.now().plus(COMMIT_INTERVAL));
        } else if (!timers.isEmpty() && !world.checker.isOver()) {
            // A timer may be set earlier than the one waited for: the tick then finds it by the inbox or the next tick.
            Instant due = timers.peek().due();
            Instant next = world.time.now().plus(COMMIT_INTERVAL);
            wakeAt(due.isAfter(next) ? due : next);
        }
    }

    /** Ticks at the next due timer; an input that comes first is served by its own transaction. */
    private void wakeAt(Instant when) {
        world.time.at(when, () -> {
            if (!scheduled && !timers.isEmpty() && !timers.peek().due().isAfter(world.time.now())) {
                runTransaction();
            }
        });
    }

    private void dropVoidTimers() {
        while (!timers.isEmpty()) {
            Timer head = timers.peek();
            Timer set = committed.get(Tables.TIMERS, World.SCOPE.text() + "|" + head.id());
            if (set != null && set.due().equals(head.due())) {
                return;
            }
            timers.poll();
        }
    }
}
