package dev.muster.wire.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaSetTest {
    private static final ClassLoader LOADER = SchemaSetTest.class.getClassLoader();

    @Test
    void referencesAcrossFilesAreWholeWhateverTheirOrder() throws Exception {
        // Given: one parser, fed in the order of dependency
        var parser = new Schema.Parser();
        Schema expected = null;
        for (String name : List.of("State", "Volume", "Existing", "Created", "Machine")) {
            try (var in = LOADER.getResourceAsStream("binding/" + name + ".avsc")) {
                expected = parser.parse(in);
            }
        }

        // When
        Schema machine = Machine.SCHEMAS.schema("muster.sample.Machine");

        // Then: docs, defaults, logical types and properties too
        assertThat(machine.toString()).isEqualTo(expected.toString());
        assertThat(machine).isEqualTo(expected);
    }

    @Test
    void nestedTypesHaveNamesToo() {
        assertThat(Machine.SCHEMAS.names())
                .containsExactly(
                        "muster.sample.Created",
                        "muster.sample.Existing",
                        "muster.sample.Machine",
                        "muster.sample.State",
                        "muster.sample.Volume",
                        "muster.sample.VolumeKind");
        assertThat(Machine.SCHEMAS.undocumented()).isEmpty();
    }

    @Test
    void indexCanBeHeldAgainstTheFolder() throws Exception {
        var folder = Path.of(LOADER.getResource("binding/index").toURI()).getParent();
        assertThat(SchemaSet.resourcesUnder(folder))
                .contains("binding/Created.avsc", "binding/Existing.avsc", "binding/Machine.avsc");
    }

    @Test
    void whatHasNoDocIsNamed(@TempDir Path folder) throws Exception {
        // Given
        Files.writeString(folder.resolve("a.avsc"), """
                {"type": "record", "name": "n.A", "fields": [{"name": "f", "type": "n.B"}]}""");
        Files.writeString(folder.resolve("b.avsc"), """
                {"type": "enum", "name": "n.B", "doc": " ", "symbols": ["X"]}""");

        // When
        var loader =
                new java.net.URLClassLoader(new java.net.URL[] {folder.toUri().toURL()}, null);
        var schemas = SchemaSet.load(loader, List.of("a.avsc", "b.avsc"));

        // Then
        assertThat(schemas.undocumented()).containsExactly("n.A", "n.A.f", "n.B");
    }

    @Test
    void whatIsMissingOrBrokenIsNamed(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("broken.avsc"), "{");
        Files.writeString(folder.resolve("dangling.avsc"), """
                {"type": "record", "name": "n.A", "fields": [{"name": "f", "type": "n.Nowhere"}]}""");
        var loader =
                new java.net.URLClassLoader(new java.net.URL[] {folder.toUri().toURL()}, null);
        assertThatThrownBy(() -> SchemaSet.load(loader, List.of("none.avsc"))).hasMessage("no resource none.avsc");
        assertThatThrownBy(() -> SchemaSet.load(loader, List.of("broken.avsc")))
                .hasMessageContaining("schema file broken.avsc");
        assertThatThrownBy(() -> SchemaSet.load(loader, List.of("dangling.avsc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("n.Nowhere");
        assertThatThrownBy(() -> Machine.SCHEMAS.schema("muster.sample.None"))
                .hasMessage("no schema muster.sample.None");
    }
}
