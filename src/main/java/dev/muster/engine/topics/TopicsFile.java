package dev.muster.engine.topics;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads {@code deploy/topics.yaml}. Strict: a mistake is an IllegalArgumentException that names the line. */
public final class TopicsFile {
    /** On the class path and in the project alike. */
    public static final String NAME = "deploy/topics.yaml";

    private static final String CLEANUP = "cleanup.policy";
    private static final String RETENTION = "retention.ms";
    private static final String MESSAGE_MAX = "max.message.bytes";
    private static final Set<String> POLICIES = Set.of("delete", "compact", "compact,delete");
    private static final Set<String> ROLE_KEYS =
            new TreeSet<>(Set.of("purpose", "per.tenant", CLEANUP, RETENTION, MESSAGE_MAX));
    private static final Set<String> PROFILE_KEYS =
            new TreeSet<>(Set.of("partitions", "replication.factor", "min.insync.replicas"));
    private static final Set<String> FILE_KEYS = new TreeSet<>(Set.of("prefix", "profiles", "topics"));

    private static final int PARTITIONS_MAX = 10_000;
    private static final int REPLICAS_MAX = 9;

    private TopicsFile() {}

    /** The file that came with this build. */
    public static DeclaredTopics packaged() {
        var stream = TopicsFile.class.getClassLoader().getResourceAsStream(NAME);
        if (stream == null) {
            throw new IllegalStateException(NAME + " is not on the class path");
        }
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return read(NAME, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param file its name, for messages */
    public static DeclaredTopics read(String file, Reader reader) {
        try {
            var node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            if (node == null) {
                throw new IllegalArgumentException(file + " is empty");
            }
            var top = new YamlBlock(file, node).onlyKeys(FILE_KEYS);
            return new DeclaredTopics(
                    top.text("prefix"),
                    each(top.block("profiles"), TopicsFile::profile),
                    each(top.block("topics"), TopicsFile::role));
        } catch (MarkedYAMLException e) {
            throw new IllegalArgumentException(
                    file + ", line " + (e.getProblemMark().getLine() + 1) + ": " + e.getProblem(), e);
        }
    }

    private static <T> SortedMap<String, T> each(YamlBlock block, BiFunction<String, YamlBlock, T> read) {
        var all = new TreeMap<String, T>();
        block.keys().forEach(key -> all.put(key, read.apply(key, block.block(key))));
        return all;
    }

    private static TopicProfile profile(String name, YamlBlock block) {
        block.onlyKeys(PROFILE_KEYS);
        return new TopicProfile(
                name,
                Math.toIntExact(block.number("partitions", 1, PARTITIONS_MAX)),
                (short) block.number("replication.factor", 1, REPLICAS_MAX),
                Math.toIntExact(block.number("min.insync.replicas", 1, REPLICAS_MAX)));
    }

    private static DeclaredTopics.Role role(String name, YamlBlock block) {
        block.onlyKeys(ROLE_KEYS);
        return new DeclaredTopics.Role(
                block.text("purpose"), block.has("per.tenant") && block.flag("per.tenant"), settings(block));
    }

    private static Map<String, String> settings(YamlBlock block) {
        var policy = block.text(CLEANUP);
        if (!POLICIES.contains(policy)) {
            throw block.refused(CLEANUP, "one of " + new TreeSet<>(POLICIES) + " is expected, not '" + policy + "'");
        }
        var settings = new HashMap<String, String>();
        settings.put(CLEANUP, policy);
        settings.put(MESSAGE_MAX, Long.toString(block.number(MESSAGE_MAX, 1, Integer.MAX_VALUE)));
        if (policy.contains("delete")) {
            settings.put(RETENTION, Long.toString(block.number(RETENTION, 1, Long.MAX_VALUE)));
        } else if (block.has(RETENTION)) {
            throw block.refused(RETENTION, "a topic that is only compacted has no retention");
        }
        return settings;
    }
}
