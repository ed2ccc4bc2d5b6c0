package dev.muster.app.broker;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import kafka.server.KafkaRaftServer;

/**
 * Threads that remember nothing of the application that made them, for a broker that outlives it.
 *
 * <p>In {@code quarkus:dev} every reload drops the application's class loader, and a broker that stays must not hold it.
 * A thread holds its maker's class loader twice: as the context class loader, and, before JDK 24, through the protection
 * domains on the stack that created it. So these threads are created by a pool thread from JDK classes alone and run
 * method handles of Kafka's methods; the threads that Kafka then creates inherit from them.
 */
final class DetachedThread {
    private static final ClassLoader KAFKA = KafkaRaftServer.class.getClassLoader();

    private DetachedThread() {}

    /** A thread, not yet started, that makes the call, whose result and failure are lost. */
    static Thread of(String name, MethodHandle call) {
        return create(name, proxy(Runnable.class, call.asType(methodType(void.class))));
    }

    /**
     * Makes the call on a thread of its own and waits for it.
     *
     * @return what it returned
     * @throws Exception what it threw
     */
    static Object call(String name, MethodHandle call) throws Exception {
        var task = new FutureTask<>(callable(call));
        create(name, task).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static Thread create(String name, Runnable work) {
        try {
            var constructor = MethodHandles.publicLookup()
                    .findConstructor(Thread.class, methodType(void.class, Runnable.class, String.class));
            var creation = new FutureTask<>(callable(MethodHandles.insertArguments(constructor, 0, work, name)));
            // Execute, not submit: whoever waits for a submitted task may be made to run it on his own stack.
            ForkJoinPool.commonPool().execute(creation);
            var thread = (Thread) creation.get();
            thread.setContextClassLoader(KAFKA);
            return thread;
        } catch (ReflectiveOperationException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the embedded broker starts or stops", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Callable<Object> callable(MethodHandle call) {
        return proxy(Callable.class, call.asType(methodType(Object.class)));
    }

    /** JDK 17 defines the proxy's class in the context class loader. */
    private static <T> T proxy(Class<T> type, MethodHandle call) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(KAFKA);
        try {
            return MethodHandleProxies.asInterfaceInstance(type, call);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
