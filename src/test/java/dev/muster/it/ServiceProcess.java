package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The packaged service in a process of its own. It says what it says to a file below {@code target/it-logs}, one for each
 * start, and it is gone when it is closed or the tests end, however they end.
 */
final class ServiceProcess implements AutoCloseable {
    /** For whatever a service does at its start or end; a loaded machine takes its time for a JVM. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Path LOGS = Path.of("target/it-logs");
    private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");
    private static final Pattern OURS_ALONE = Pattern.compile("(KAFKA|QUARKUS|MUSTER|AWS|MP)_.*");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Returns once the process is there, which is long before it is of any use. */
    static ServiceProcess start(Deployment deployment, String... arguments) {
        assertThat(JAR).as("made by ./mvnw package").exists();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A test's service lives for seconds: what starts soonest is best.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-Xmx384m");
        deployment.settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(JAR.toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> OURS_ALONE.matcher(name).matches());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", deployment.bootstrapServers());
        try {
            Files.createDirectories(LOGS);
            Files.createDirectories(deployment.home());
            Path log = Files.createTempFile(LOGS, deployment.name() + "-", ".log");
            builder.directory(deployment.home().toFile());
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            Process process = builder.start();
            // Or it would outlive a test run that is cut short.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ServiceProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #start}, and returns once it works commands off. */
    static ServiceProcess startReady(Deployment deployment) {
        ServiceProcess service = start(deployment);
        try {
            service.awaitReady();
            return service;
        } catch (RuntimeException | Error e) {
            service.close();
            throw e;
        }
    }

    void awaitReady() {
        await("readiness of " + this).atMost(PATIENCE).until(() -> assertRuns() && answers("/q/health/ready"));
    }

    /** Until the log has this text. */
    void awaitSaid(String text) {
        await("'" + text + "' in the log of " + this)
                .atMost(PATIENCE)
                .until(() -> assertRuns() && said().contains(text));
    }

    private boolean assertRuns() {
        assertThat(process.isAlive()).as("%s runs; it said:%n%s", this, said()).isTrue();
        return true;
    }

    /** Whether it says that it lives. No answer is no life. */
    boolean isLive() {
        return answers("/q/health/live");
    }

    boolean isReady() {
        return answers("/q/health/ready");
    }

    private boolean answers(String path) {
        var address = ADDRESS.matcher(said());
        if (!address.find()) {
            return false;
        }
        var request = HttpRequest.newBuilder(URI.create(address.group(1) + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that it wrote so far. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}: it closes nothing and tells nobody. Returns once it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As {@code kill}: asks it to end. */
    void terminate() {
        process.destroy();
    }

    /** Waits for it to end by itself. */
    int awaitExit(Duration atMost) {
        try {
            assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                    .as("%s ends within %s; it said:%n%s", this, atMost, said())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return "service " + process.pid() + " (" + log + ")";
    }
}
