package dev.muster.it;

import dev.muster.provider.aws.ec2.Ec2DoubleProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a test has running beside itself: closed in reverse, whatever happened. */
final class Rig implements AutoCloseable {
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    <T extends AutoCloseable> T keep(T started) {
        running.push(started);
        return started;
    }

    /** EC2's double in a JVM of its own, quick enough to be waited for. */
    Ec2Fleet ec2() {
        try {
            Ec2DoubleProcess ec2 = keep(Ec2DoubleProcess.start());
            var fleet = new Ec2Fleet(ec2.remote());
            fleet.turn("knobs", "pendingMs=300&stoppingMs=200&shuttingDownMs=200");
            return fleet;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        AssertionError failed = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                failed = failed == null ? new AssertionError("not closed", e) : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
