package dev.muster.provider.sandbox;

import dev.muster.model.Call;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trouble an operator ordered for coming calls, each kind of call in its own queue. */
final class Mishaps {
    private final Map<Call.Kind, Deque<Trouble>> ordered = new EnumMap<>(Call.Kind.class);
    private int listsToCut;

    void order(Call.Kind kind, Trouble trouble, int times) {
        Deque<Trouble> queue = ordered.computeIfAbsent(kind, any -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.addLast(trouble);
        }
    }

    void cutLists(int times) {
        listsToCut += times;
    }

    /** What shall happen to this call; null for nothing. */
    @Nullable
    Trouble next(Call.Kind kind) {
        Deque<Trouble> queue = ordered.get(kind);
        return queue == null ? null : queue.pollFirst();
    }

    boolean cutsThisList() {
        boolean cuts = listsToCut > 0;
        listsToCut -= cuts ? 1 : 0;
        return cuts;
    }
}
