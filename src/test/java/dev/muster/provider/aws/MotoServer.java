package dev.muster.provider.aws;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Moto, an EC2 emulator of other people's making: one that runs already ({@code muster.test.moto-endpoint}, a URI), or one
 * started here as a child ({@code muster.test.moto-server}, a path) and ended with {@link #close}.
 */
final class MotoServer implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /** By default Moto launches any type of any image. An emulator that runs already needs these as well. */
    private static final Map<String, String> STRICT =
            Map.of("MOTO_ENABLE_AMI_VALIDATION", "true", "MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION", "true");

    private final URI uri;
    private final @Nullable Process child;

    private MotoServer(URI uri, @Nullable Process child) {
        this.uri = uri;
        this.child = child;
    }

    static MotoServer start() throws IOException {
        String running = System.getProperty("muster.test.moto-endpoint");
        if (running != null) {
            return new MotoServer(URI.create(running), null);
        }
        String command = System.getProperty("muster.test.moto-server");
        if (command == null) {
            throw new IllegalStateException("no emulator: set -Dmuster.test.moto-server=<path of moto_server>, or run"
                    + " ./mvnw -Pemulator, which installs one");
        }
        int port = freePort();
        var builder = new ProcessBuilder(command, "-H", "127.0.0.1", "-p", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(new File("target/moto-server.log"));
        builder.environment().putAll(STRICT);
        Process child = builder.start();
        awaitListening(child, port);
        return new MotoServer(URI.create("http://127.0.0.1:" + port), child);
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        if (child != null) {
            child.destroyForcibly().onExit().join();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(Process child, int port) {
        Awaitility.await("the emulator's start; see target/moto-server.log")
                .atMost(START_TIMEOUT)
                .failFast("the emulator ended; see target/moto-server.log", () -> !child.isAlive())
                .until(() -> isListening(port));
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
