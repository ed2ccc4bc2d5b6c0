package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The start script, as a process of its own, from wherever its user happens to be. */
@Tag("whole-build")
@Timeout(120)
class ScriptTest {
    private static final Path SCRIPT = Path.of("muster").toAbsolutePath();

    @TempDir
    Path elsewhere;

    private Process muster(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectOutput(elsewhere.resolve("out").toFile())
                .redirectError(elsewhere.resolve("err").toFile());
        builder.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
        return builder.start();
    }

    private String text(String file) throws IOException {
        return Files.readString(elsewhere.resolve(file));
    }

    @Test
    void itRunsFromAnotherFolder() throws Exception {
        assertThat(muster(SCRIPT, "--help").waitFor()).isZero();

        assertThat(text("out")).contains("Usage: muster");
        assertThat(text("err")).isEmpty();
    }

    @Test
    void itRunsThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("m"), SCRIPT);

        assertThat(muster(link, "instances", "paint").waitFor()).isEqualTo(2);
        assertThat(text("err")).startsWith("muster: ");
    }

    @Test
    void argumentsWithSpacesStayWhole() throws Exception {
        muster(SCRIPT, "instances", "get", "no such name").waitFor();

        assertThat(text("err")).contains("'no such name'");
    }

    /** Ended by SIGTERM: a SIGINT may be ignored here by inheritance, and takes the same way. */
    @Test
    void aSignalLeavesCleanly() throws Exception {
        try (var broker = TestBroker.start()) {
            broker.createTopics(1, "muster.events");
            broker.send("muster.events", "no event");
            Process following = muster(SCRIPT, "events", "--follow", "--bootstrap", broker.bootstrapServers());
            await().atMost(60, TimeUnit.SECONDS).until(() -> text("err").contains("cannot be read"));

            following.destroy();

            assertThat(following.waitFor()).isEqualTo(128 + 15);
            assertThat(text("err").lines()).as("nothing but the record").hasSize(1);
            assertThat(text("out")).isEmpty();
        }
    }
}
