package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.wire.binding.SchemaSet;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsTest {
    private static final Path SCHEMAS = Path.of("schemas");

    @Test
    void everyTypeAndEveryFieldIsDocumented() {
        assertThat(Roots.CONTRACTS.schemas().undocumented()).isEmpty();
    }

    @Test
    void theIndexNamesEverySchema() throws Exception {
        var files = SchemaSet.resourcesUnder(SCHEMAS);
        var now = files.stream().filter(file -> !file.startsWith("schemas/earlier/"));
        var earlier = files.stream().filter(file -> file.startsWith("schemas/earlier/"));
        assertThat(linesOf("index")).containsExactlyElementsOf(now.toList());
        assertThat(linesOf("earlier/index")).containsExactlyElementsOf(earlier.toList());
    }

    private static List<String> linesOf(String index) throws Exception {
        try (Stream<String> lines = Files.lines(SCHEMAS.resolve(index))) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        }
    }

    @Test
    void everyFileHoldsTheOneTypeItIsNamedAfter() throws Exception {
        for (String resource : linesOf("index")) {
            var json = new JsonMapper().readTree(Path.of(resource).toFile());
            String file = resource.replaceFirst("schemas/", "dev.muster.").replace('/', '.');
            assertThat(json.get("namespace").asText() + "." + json.get("name").asText() + ".avsc")
                    .isEqualTo(file);
            assertThat(json.get("fields") == null ? List.of() : json.findValues("symbols"))
                    .as("types within %s", resource)
                    .isEmpty();
        }
        assertThat(Roots.CONTRACTS.schemas().names()).hasSameSizeAs(linesOf("index"));
    }

    @Test
    void whatMayBeLeftOutHasADefault() {
        var schemas = Roots.CONTRACTS.schemas();
        for (String name : schemas.names()) {
            Schema schema = schemas.schema(name);
            if (schema.getType() == Schema.Type.RECORD) {
                assertThat(schema.getFields().stream()
                                .filter(field -> field.schema().isNullable() && !field.hasDefaultValue())
                                .map(Schema.Field::name))
                        .as(name)
                        .isEmpty();
            }
        }
    }

    @Test
    void theyLoadFromAJar(@TempDir Path folder) throws Exception {
        // Given
        Path jar = folder.resolve("schemas.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(SCHEMAS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(file.toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
        }

        // When
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            var contracts = Contracts.load(loader);

            // Then
            assertThat(contracts.schemas().names())
                    .isEqualTo(Roots.CONTRACTS.schemas().names());
        }
    }

    @Test
    void aSchemaThatDiffersFromItsRecordIsNamed(@TempDir Path folder) throws Exception {
        // Given
        try (Stream<Path> files = Files.walk(SCHEMAS)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(file.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.writeString(copy, Files.readString(file).replace("\"seenRunning\"", "\"ranBefore\""));
                }
            }
        }

        // Then
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            assertThatThrownBy(() -> Contracts.load(loader))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("dev.muster.internal.Live")
                    .hasMessageContaining("dev.muster.core.state.Instance$Live")
                    .hasMessageContaining("seenRunning");
        }
    }

    @Test
    void theRootsAreAllThereIs() {
        assertThat(Roots.ALL).hasSize(5 + 8 + 1 + 1 + 3 + 11);
    }
}
