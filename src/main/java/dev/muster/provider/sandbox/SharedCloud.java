package dev.muster.provider.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A cloud that several threads use: one call at a time, each in microseconds, at the time of its own clock. */
public final class SharedCloud {
    private final SandboxSettings settings;
    private final SandboxCloud cloud;
    private final SandboxOperator operator;
    private final InstantSource clock;
    private final @Nullable StateFile file;
    private final ReentrantLock turn = new ReentrantLock();

    SharedCloud(String name, SandboxSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        Long seed = settings.seed();
        var random = seed == null ? new SplittableRandom() : new SplittableRandom(seed ^ name.hashCode());
        cloud = new SandboxCloud(settings.profile(), settings.tuning(), random);
        operator = cloud.operator();
        file = settings.stateFile() == null
                ? null
                : new StateFile(settings.stateFile(), name, settings.profile(), cloud.memory());
        if (file != null) {
            file.exclusively(() -> "recalled");
        }
    }

    SandboxSettings settings() {
        return settings;
    }

    /** Whether a call reads and writes a file, and so must not be made on a thread that may not block. */
    boolean keepsFile() {
        return file != null;
    }

    /** Makes one call to the cloud. */
    <T> T call(BiFunction<SandboxCloud, Instant, T> call) {
        turn.lock();
        try {
            return file == null
                    ? call.apply(cloud, clock.instant())
                    : file.exclusively(() -> call.apply(cloud, clock.instant()));
        } finally {
            turn.unlock();
        }
    }

    /** Does something to the cloud from outside, or looks at what is truly there. Blocks while a call is under way. */
    public <T> T operate(BiFunction<SandboxOperator, Instant, T> operation) {
        return call((any, now) -> operation.apply(operator, now));
    }
}
