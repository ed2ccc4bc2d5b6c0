package dev.muster.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The packaged service, {@code java -jar target/quarkus-app/quarkus-run.jar}, as a child process. */
final class Service implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path LOGS = Path.of("target", "bench");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    private Service(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and returns at once.
     *
     * @param settings by their full names, over those that point it to the broker
     */
    static Service start(String broker, Path state, List<String> jvmFlags, Map<String, String> settings)
            throws IOException {
        if (!Files.exists(JAR)) {
            throw new IOException(JAR + " is missing: ./mvnw package -DskipTests");
        }
        int port = freePort();
        var all = new TreeMap<>(settings);
        all.put("kafka.bootstrap.servers", broker);
        all.put("muster.topics.mode", "create");
        all.put("muster.topics.profile", "dev");
        all.put("muster.engine.node", "bench");
        all.put("muster.engine.state-directory", state.toString());
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.otel.sdk.disabled", "true");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of(System.getProperty("bench.service.flags", "").split(";")));
        command.removeIf(String::isEmpty);
        all.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(JAR.toString());
        Files.createDirectories(LOGS);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        LOGS.resolve("service.log").toFile()))
                .start();
        // Or it would outlive a run that is cut short.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Service(process, port);
    }

    /** Returns once it works off commands. */
    Service awaitReady() throws Exception {
        Await.until("the service, see " + LOGS, Duration.ofSeconds(90), () -> {
            if (!process.isAlive()) {
                throw new IOException("the service has ended, see " + LOGS);
            }
            try {
                return get("/q/health/ready").statusCode() == 200 && streamsRun();
            } catch (IOException e) {
                return false;
            }
        });
        return this;
    }

    private boolean streamsRun() throws Exception {
        String health = get("/q/health/ready").body();
        return health.replace(" ", "").contains("\"streams\":\"RUNNING\"");
    }

    /** The sum of a metric over all its tags; 0 where there is none yet. */
    double metric(String name) throws Exception {
        double sum = 0;
        for (String line : get("/q/metrics").body().split("\n")) {
            if (line.startsWith(name + "{") || line.startsWith(name + " ")) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return sum;
    }

    /** Inputs that were decided on: commands, outcomes, and timers that were not void. */
    double inputs() throws Exception {
        return metric("muster_decisions_seconds_count");
    }

    long pid() {
        return process.pid();
    }

    /** CPU time, in seconds, of the service and of this process, which is broker, users and plain loop. */
    double cpuSeconds() {
        return Stream.of(process.info(), ProcessHandle.current().info())
                .mapToDouble(
                        info -> info.totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3)
                .sum();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
