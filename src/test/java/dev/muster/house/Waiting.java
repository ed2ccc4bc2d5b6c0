package dev.muster.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.muster.house.Accesses.of;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Predicate;

/** No thread of ours waits: a call in flight holds memory, never a thread. */
final class Waiting {
    /** Where waiting is the job: start and stop of the broker, the client's main thread, topics before the start. */
    private static final String[] MAY_WAIT = {".app.broker..", ".app.lifecycle..", ".cli..", ".engine.topics.."};

    private static final List<Predicate<JavaAccess<?>>> WAITS = List.of(
            of("java.lang.Thread", "sleep", "join"),
            of("java.lang.Object", "wait"),
            of("java.lang.Process", "waitFor"),
            of("java.util.concurrent.TimeUnit", "sleep", "timedJoin", "timedWait"),
            of("java.util.concurrent.Future", "get", "join"),
            of("java.util.concurrent.CountDownLatch", "await"),
            of("java.util.concurrent.CyclicBarrier", "await"),
            of("java.util.concurrent.Phaser", "awaitAdvance", "arriveAndAwaitAdvance"),
            of("java.util.concurrent.Semaphore", "acquire", "acquireUninterruptibly"),
            of("java.util.concurrent.BlockingQueue", "take", "put"),
            of("java.util.concurrent.ExecutorService", "awaitTermination", "invokeAll", "invokeAny", "close"),
            of("java.util.concurrent.locks.Condition", "await", "awaitNanos", "awaitUninterruptibly", "awaitUntil"),
            of("io.netty.util.concurrent.Future", "sync", "syncUninterruptibly", "await", "awaitUninterruptibly"),
            of("java.util.concurrent.locks.LockSupport", "park", "parkNanos", "parkUntil"),
            of("java.net.http.HttpClient", "send"),
            of("org.apache.kafka.common.KafkaFuture", "get"),
            of("io.smallrye.mutiny.Uni", "await", "awaitUsing"),
            of("io.smallrye.mutiny.groups.UniAwait"),
            of("io.smallrye.mutiny.groups.MultiSubscribe", "asIterable", "asStream"),
            Waiting::isBlockingAwsClient);

    private final String root;

    Waiting(String root) {
        this.root = root;
    }

    ArchRule nobodyWaits() {
        var allowed = new String[MAY_WAIT.length];
        for (int i = 0; i < allowed.length; i++) {
            allowed[i] = root + MAY_WAIT[i];
        }
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(allowed)
                .should(Accesses.avoid(WAITS, "never hold a thread while something happens elsewhere"))
                .as("nobody waits outside of " + List.of(MAY_WAIT));
    }

    /** The SDK names its blocking clients {@code XClient} and the others {@code XAsyncClient}. */
    private static boolean isBlockingAwsClient(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return owner.getPackageName().startsWith("software.amazon.awssdk.services.")
                && owner.getSimpleName().endsWith("Client")
                && !owner.getSimpleName().endsWith("AsyncClient");
    }
}
