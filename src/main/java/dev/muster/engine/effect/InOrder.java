package dev.muster.engine.effect;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets deliveries of the same effect follow each other, and all others run at the same time. Bounded by whoever bounds the
 * deliveries that are under way.
 */
final class InOrder {
    private final Map<UUID, Queue<UniEmitter<? super Object>>> waiting = new HashMap<>();

    /** Runs the work once no other of the same id does. */
    <T> Uni<T> run(UUID id, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .<Object>emitter(emitter -> enter(id, emitter))
                .chain(work::get)
                .onTermination()
                .invoke(() -> leave(id));
    }

    private void enter(UUID id, UniEmitter<? super Object> emitter) {
        synchronized (waiting) {
            var queue = waiting.get(id);
            if (queue != null) {
                queue.add(emitter);
                return;
            }
            waiting.put(id, new ArrayDeque<>());
        }
        emitter.complete(id);
    }

    private void leave(UUID id) {
        UniEmitter<? super Object> next;
        synchronized (waiting) {
            var queue = waiting.get(id);
            next = queue == null ? null : queue.poll();
            if (next == null) {
                waiting.remove(id);
            }
        }
        if (next != null) {
            // Not on this stack: a long queue of work that ends at once would be as many calls deep.
            Infrastructure.getDefaultExecutor().execute(() -> next.complete(id));
        }
    }
}
