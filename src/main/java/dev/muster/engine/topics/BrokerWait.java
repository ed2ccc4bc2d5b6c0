package dev.muster.engine.topics;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a Kafka broker answers, and says so at every try, so that a service whose broker is missing is seen to
 * wait for it rather than to hang.
 */
public final class BrokerWait {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration TRY_TIMEOUT = Duration.ofSeconds(3);

    private final Map<String, Object> adminSettings;
    private final Optional<Duration> longest;
    private final Consumer<BrokerMissing> listener;

    /**
     * @param adminSettings Kafka's, with {@code bootstrap.servers}
     * @param longest give up after this; empty: never
     * @param listener told after every try without an answer, on any thread; must not block
     */
    public BrokerWait(Map<String, Object> adminSettings, Optional<Duration> longest, Consumer<BrokerMissing> listener) {
        this.adminSettings = Map.copyOf(adminSettings);
        this.longest = longest;
        this.listener = listener;
    }

    /**
     * Begins to try, at once and then after pauses that double from 250 ms to 5 s. Holds the calling thread for as long
     * as looking up the broker's name takes: call it at start, on the start-up thread.
     *
     * @return the cluster's id, once a broker has answered. Fails with {@link BrokerUnreachableException} when the longest
     *     wait is over. Cancelling it ends the tries.
     */
    public CompletableFuture<String> reached() {
        var search = new Search();
        search.tryOnce();
        return search.found;
    }

    /** One wait. Its steps follow each other, never at the same time. */
    private final class Search {
        final CompletableFuture<String> found = new CompletableFuture<>();
        private final long startedNanos = System.nanoTime();
        private @Nullable Admin admin;
        private int tries;
        private Duration pause = FIRST_PAUSE;

        void tryOnce() {
            if (found.isDone()) {
                close();
                return;
            }
            tries++;
            try {
                // A name that cannot be resolved yet fails here.
                var asked = admin == null ? Admin.create(adminSettings) : admin;
                admin = asked;
                asked.describeCluster(new DescribeClusterOptions().timeoutMs((int) TRY_TIMEOUT.toMillis()))
                        .clusterId()
                        .toCompletionStage()
                        .whenComplete(this::answered);
            } catch (RuntimeException e) {
                answered(null, e);
            }
        }

        private void answered(@Nullable String clusterId, @Nullable Throwable failure) {
            if (failure == null) {
                close();
                found.complete(clusterId);
                return;
            }
            var elapsed = Duration.ofNanos(System.nanoTime() - startedNanos);
            var missing = new BrokerMissing(address(), tries, elapsed, problem(failure));
            if (longest.isPresent() && elapsed.compareTo(longest.get()) >= 0) {
                close();
                found.completeExceptionally(new BrokerUnreachableException(missing, failure));
                return;
            }
            try {
                listener.accept(missing);
            } catch (RuntimeException e) {
                close();
                found.completeExceptionally(e);
                return;
            }
            var later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
            var twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
            later.execute(this::tryOnce);
        }

        private void close() {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        }
    }

    private String address() {
        return String.valueOf(adminSettings.get("bootstrap.servers"));
    }

    /** The innermost message: the outer ones only say that a call failed. */
    private static String problem(Throwable failure) {
        var cause = failure;
        while ((cause instanceof CompletionException || cause instanceof KafkaException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
