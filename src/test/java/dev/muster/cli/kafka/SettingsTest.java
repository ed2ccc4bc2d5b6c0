package dev.muster.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Map<String, String> VARIABLE = Map.of("KAFKA_BOOTSTRAP_SERVERS", "variable:1");
    private static final Settings.Given NOTHING = new Settings.Given(null, null, null, null);

    @TempDir
    Path directory;

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Settings of(Settings.Given given, Map<String, String> environment) {
        return Settings.of(given, environment, directory.resolve("deep/below"));
    }

    @Test
    void theNearerSettingWins() throws IOException {
        Path file = write("client.properties", "bootstrap.servers=file:1\nsecurity.protocol=SSL\n");
        write(".muster/dev.properties", "bootstrap.servers=dev:1\ntopic.prefix=mine.\n");

        var all = of(new Settings.Given("option:1", null, null, file), VARIABLE);
        assertThat(all.bootstrapServers()).isEqualTo("option:1");
        assertThat(all.client()).containsExactly(Map.entry("security.protocol", "SSL"));
        assertThat(of(new Settings.Given(null, null, null, file), VARIABLE).bootstrapServers())
                .isEqualTo("file:1");
        assertThat(of(NOTHING, VARIABLE).bootstrapServers()).isEqualTo("variable:1");
        assertThat(of(NOTHING, Map.of()).bootstrapServers()).isEqualTo("dev:1");
    }

    @Test
    void withoutAnySettingItIsThisMachine() {
        assertThat(of(NOTHING, Map.of("KAFKA_BOOTSTRAP_SERVERS", " ")).bootstrapServers())
                .isEqualTo("127.0.0.1:9092");
    }

    @Test
    void aServiceInDevelopmentModeTellsItsPrefix() throws IOException {
        write(".muster/dev.properties", "bootstrap.servers=dev:1\ntopic.prefix=mine.\n");

        assertThat(of(NOTHING, Map.of()).commandsTopic()).isEqualTo("mine.commands");
        assertThat(of(new Settings.Given(null, "yours.", null, null), Map.of()).topic("events"))
                .isEqualTo("yours.events");
    }

    @Test
    void theTenantIsInTheTopic() {
        assertThat(of(NOTHING, Map.of()).commandsTopic()).isEqualTo("muster.commands");
        assertThat(of(new Settings.Given(null, null, "blue", null), Map.of()).commandsTopic())
                .isEqualTo("muster.commands.blue");
    }

    @Test
    void itIsSaidWhereAnAddressCameFrom() throws IOException {
        Path file = write("client.properties", "bootstrap.servers=file:1\n");

        assertThat(of(NOTHING, VARIABLE).from()).isEqualTo("KAFKA_BOOTSTRAP_SERVERS");
        assertThat(of(new Settings.Given(null, null, null, file), VARIABLE).from())
                .contains(file.toString());
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        var missing = new Settings.Given(null, null, null, directory.resolve("missing.properties"));

        assertThatThrownBy(() -> of(missing, Map.of()))
                .hasMessageContaining("missing.properties")
                .extracting(failure -> ((ExitException) failure).code())
                .isEqualTo(ExitException.USAGE);
    }
}
