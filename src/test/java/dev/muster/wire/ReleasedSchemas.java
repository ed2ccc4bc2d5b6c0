package dev.muster.wire;

import dev.muster.wire.Roots.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Every version of every contract that was ever released: {@code <full name>@<fingerprint>.avsc} in parsing canonical form,
 * and in {@code golden} one message of each in hex. Released files never change and are never removed.
 *
 * <p>Run {@link #main} to add the versions of the present sources. For a contract that had an earlier version, copy that
 * one's file to {@code schemas/earlier/} and name it in the index there: that keeps old journals and topics readable.
 */
final class ReleasedSchemas {
    static final Path FOLDER = Path.of("src/test/resources/released-schemas");

    private static final long SEED = 4711;

    private ReleasedSchemas() {}

    static String versionOf(Root<?> root) {
        return "%s@%016x".formatted(root.name(), root.codec().binding().fingerprint());
    }

    /** Schema by version. */
    static Map<String, Schema> schemas() throws IOException {
        Map<String, Schema> schemas = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".avsc")).toList()) {
                String version = file.getFileName().toString().replace(".avsc", "");
                schemas.put(version, new Schema.Parser().parse(Files.readString(file)));
            }
        }
        return schemas;
    }

    /** Message by version. */
    static Map<String, byte[]> golden() throws IOException {
        Map<String, byte[]> golden = new TreeMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve("golden"))) {
            String[] words = line.split(" ");
            golden.put(words[0], HexFormat.of().parseHex(words[1]));
        }
        return golden;
    }

    public static void main(String[] args) throws IOException {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve("golden");
        Map<String, byte[]> golden = Files.exists(file) ? golden() : new TreeMap<>();
        for (Root<?> root : Roots.ALL) {
            String version = versionOf(root);
            golden.putIfAbsent(version, root.encodeAny(SEED));
            Files.writeString(
                    FOLDER.resolve(version + ".avsc"),
                    SchemaNormalization.toParsingForm(root.codec().binding().schema()) + "\n");
        }
        var text = new StringBuilder();
        golden.forEach((version, message) -> text.append(version)
                .append(' ')
                .append(HexFormat.of().formatHex(message))
                .append('\n'));
        Files.writeString(file, text);
    }
}
