package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.wire.Roots.Root;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/** What was written once can be read for ever. How to mend a failure stands at {@link ReleasedSchemas}. */
class ReleasedSchemasTest {
    @Test
    void todaysSchemasAreReleasedOnes() throws Exception {
        assertThat(ReleasedSchemas.schemas().keySet())
                .containsAll(Roots.ALL.stream().map(ReleasedSchemas::versionOf).toList());
    }

    @Test
    void everyReleasedVersionCanStillBeRead() throws Exception {
        for (Map.Entry<String, Schema> released : ReleasedSchemas.schemas().entrySet()) {
            Root<?> root = rootOf(released.getKey());
            var verdict = SchemaCompatibility.checkReaderWriterCompatibility(
                    root.codec().binding().schema(), released.getValue());
            assertThat(verdict.getType())
                    .as(released.getKey() + " " + verdict.getResult())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @Test
    void everyGoldenMessageIsRead() throws Exception {
        assertThat(ReleasedSchemas.golden().keySet())
                .isEqualTo(ReleasedSchemas.schemas().keySet());
        ReleasedSchemas.golden().forEach((version, message) -> read(rootOf(version), version, message));
    }

    private static <T> void read(Root<T> root, String version, byte[] message) {
        T value = root.codec().decode(message);
        if (version.equals(ReleasedSchemas.versionOf(root))) {
            assertThat(root.codec().encode(value)).as(version).isEqualTo(message);
        }
    }

    /** The digest of a command leaves out the zeros at its end, and stays the same only if fields are added there. */
    @Test
    void commandsGrowAtTheirEnd() throws Exception {
        for (Map.Entry<String, Schema> released : ReleasedSchemas.schemas().entrySet()) {
            if (released.getKey().startsWith(Contracts.COMMANDS)) {
                List<String> then = namesOf(released.getValue());
                List<String> now =
                        namesOf(rootOf(released.getKey()).codec().binding().schema());
                assertThat(now.subList(0, then.size())).isEqualTo(then);
            }
        }
    }

    private static List<String> namesOf(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).toList();
    }

    private static Root<?> rootOf(String version) {
        String name = version.substring(0, version.indexOf('@'));
        return Roots.ALL.stream()
                .filter(root -> root.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " was released and is gone"));
    }
}
