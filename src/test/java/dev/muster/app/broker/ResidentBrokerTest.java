package dev.muster.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What outlives an application or a JVM, seen from outside: in processes of their own. */
@Tag("whole-build")
@Timeout(120)
class ResidentBrokerTest {
    private static final String LOGGING = "-Djava.util.logging.manager=org.jboss.logmanager.LogManager";

    @TempDir
    private Path folder;

    @Test
    void aReloadedApplicationFindsTheSameBrokerAndItsClassLoaderIsNotHeld() throws Exception {
        var process = java(ReloadingApplication.class, folder.resolve("data"));

        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(lines).isZero();
        var line = lines.lines()
                .filter(it -> it.startsWith("dropped "))
                .findFirst()
                .orElseThrow();
        var words = line.split(" ");
        assertThat(words[1]).startsWith("127.0.0.1:").isEqualTo(words[2]);
        assertThat(folder.resolve("data/node-1/.kafka_cleanshutdown")).exists();
    }

    @Test
    void aKilledJvmLosesNoRecordOfAKeptDirectory() throws Exception {
        var process = java(KilledApplication.class, folder.resolve("data"));
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(lines).isEqualTo(137);

        try (var broker = TestBroker.start(BrokerSettings.temporary().withDirectory(folder.resolve("data")))) {
            assertThat(broker.values("t")).containsExactly("written");
        }
    }

    private static Process java(Class<?> main, Path argument) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(java, LOGGING, "-cp", classPath, main.getName(), argument.toString())
                .redirectErrorStream(true)
                .start();
    }
}
