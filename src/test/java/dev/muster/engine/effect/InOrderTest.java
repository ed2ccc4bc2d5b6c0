package dev.muster.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private final InOrder inOrder = new InOrder();
    private final List<Integer> started = Collections.synchronizedList(new ArrayList<>());
    private final List<UniEmitter<? super String>> running = Collections.synchronizedList(new ArrayList<>());

    private Uni<String> work(int number) {
        return Uni.createFrom().emitter(emitter -> {
            started.add(number);
            running.add(emitter);
        });
    }

    @Test
    void workOfOneIdFollowsEachOther() {
        UUID id = UUID.randomUUID();
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 3; i++) {
            int number = i;
            inOrder.run(id, () -> work(number)).subscribe().with(done::add);
        }

        assertThat(started).containsExactly(0);
        running.get(0).complete("first");
        await().until(() -> started.size() == 2);
        assertThat(done).containsExactly("first");
        running.get(1).fail(new IllegalStateException("the second fails"));
        await().until(() -> started.size() == 3);
        running.get(2).complete("third");

        assertThat(done).containsExactly("first", "third");
    }

    @Test
    void workOfOtherIdsDoesNotWait() {
        inOrder.run(UUID.randomUUID(), () -> work(1)).subscribe().with(done -> {});
        inOrder.run(UUID.randomUUID(), () -> work(2)).subscribe().with(done -> {});

        assertThat(started).containsExactly(1, 2);
    }

    @Test
    void anIdIsFreeAgainOnceItsWorkEnded() {
        UUID id = UUID.randomUUID();
        inOrder.run(id, () -> Uni.createFrom().item("one")).await().indefinitely();

        inOrder.run(id, () -> work(2)).subscribe().with(done -> {});

        assertThat(started).containsExactly(2);
    }

    @Test
    void workThatCannotEvenBeginLetsTheNextOneIn() {
        UUID id = UUID.randomUUID();
        inOrder.<String>run(id, () -> {
                    throw new IllegalStateException("no work");
                })
                .subscribe()
                .with(done -> {}, failure -> {});

        inOrder.run(id, () -> work(2)).subscribe().with(done -> {});

        assertThat(started).containsExactly(2);
    }

    /** Deliveries that pile up behind one call all end at once when it does; that must not take a deep stack. */
    @Test
    void aLongQueueIsNoDeepStack() {
        int deliveries = 20_000;
        UUID id = UUID.randomUUID();
        inOrder.run(id, () -> work(-1)).subscribe().with(first -> {});
        IntStream.range(0, deliveries).forEach(number -> inOrder.run(id, () -> {
                    started.add(number);
                    return Uni.createFrom().item(number);
                })
                .subscribe()
                .with(done -> {}));

        running.get(0).complete("first");

        await().until(() -> started.size() == deliveries + 1);
        assertThat(started).isSorted();
    }
}
