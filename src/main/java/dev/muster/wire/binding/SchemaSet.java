package dev.muster.wire.binding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.jspecify.annotations.Nullable;

/**
 * Schemas that refer to each other by full name, whichever file each is in and in whatever order the files
 * come. Files are named explicitly: inside a jar a folder cannot be listed reliably.
 */
public final class SchemaSet {
    private final Map<String, Schema> schemas = new TreeMap<>();
    private final Map<String, List<Schema>> earlier = new TreeMap<>();

    private SchemaSet(Map<String, String> texts) {
        SchemaParser parser = new SchemaParser();
        texts.forEach((name, text) -> parse(parser, name, text));
        resolved(parser).forEach(schema -> schemas.put(schema.getFullName(), schema));
    }

    private static List<Schema> resolved(SchemaParser parser) {
        try {
            return parser.getParsedNamedSchemas();
        } catch (AvroRuntimeException e) {
            throw new IllegalArgumentException("schema files do not form a whole: " + e.getMessage(), e);
        }
    }

    private static void parse(SchemaParser parser, String name, String text) {
        try {
            parser.parse(text);
        } catch (AvroRuntimeException e) {
            throw new IllegalArgumentException("schema file " + name + ": " + e.getMessage(), e);
        }
    }

    /** Resources by name, e.g. {@code schemas/events/InstanceRunning.avsc}; fails if one is missing. */
    public static SchemaSet load(ClassLoader loader, Collection<String> resources) {
        Map<String, String> texts = new TreeMap<>();
        resources.forEach(resource -> texts.put(resource, text(loader, resource)));
        return new SchemaSet(texts);
    }

    /** The resources that an index names: one a line; blank lines and those that start with # do not count. */
    public static SchemaSet loadIndex(ClassLoader loader, String index) {
        return load(loader, lines(text(loader, index)));
    }

    /**
     * As {@link #loadIndex(ClassLoader, String)}, knowing earlier versions too.
     *
     * @param earlierIndex resources that hold one earlier version each, whole: {@code …/<full name>@<any word>.avsc}
     */
    public static SchemaSet loadIndex(ClassLoader loader, String index, String earlierIndex) {
        SchemaSet set = loadIndex(loader, index);
        for (String resource : lines(text(loader, earlierIndex))) {
            String fullName = resource.substring(resource.lastIndexOf('/') + 1, resource.lastIndexOf('@'));
            Schema version = load(loader, List.of(resource)).schema(fullName);
            set.earlier.computeIfAbsent(fullName, name -> new ArrayList<>()).add(version);
        }
        return set;
    }

    private static List<String> lines(String index) {
        return index.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** All {@code .avsc} files under a folder, relative to its parent and sorted: what its index must say. */
    public static List<String> resourcesUnder(Path folder) {
        Path parent = Objects.requireNonNull(folder.toAbsolutePath().getParent(), "the root is no schema folder");
        try (Stream<Path> files = Files.walk(folder.toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .map(file -> parent.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ClassLoader loader, String resource) {
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in != null) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            throw new IllegalArgumentException("no resource " + resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By full name, e.g. {@code dev.muster.events.InstanceRunning}, nested types included; fails if unknown. */
    public Schema schema(String fullName) {
        Schema schema = schemas.get(fullName);
        if (schema != null) {
            return schema;
        }
        throw new IllegalArgumentException("no schema " + fullName);
    }

    /** Earlier versions of a type; empty where it never changed. */
    public List<Schema> earlier(String fullName) {
        return List.copyOf(earlier.getOrDefault(fullName, List.of()));
    }

    /** Full names of all named types, sorted. */
    public Set<String> names() {
        return Collections.unmodifiableSet(schemas.keySet());
    }

    /** Types and fields ({@code type.field}) without a doc; a test holds this empty, as the doc is the contract. */
    public List<String> undocumented() {
        List<String> found = new ArrayList<>();
        schemas.forEach((name, schema) -> {
            if (isBlank(schema.getDoc())) {
                found.add(name);
            }
            if (schema.getType() == Schema.Type.RECORD) {
                schema.getFields().stream()
                        .filter(field -> isBlank(field.doc()))
                        .forEach(field -> found.add(name + "." + field.name()));
            }
        });
        return found;
    }

    private static boolean isBlank(@Nullable String doc) {
        return doc == null || doc.isBlank();
    }
}
