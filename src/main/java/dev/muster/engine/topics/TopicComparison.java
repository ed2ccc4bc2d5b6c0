package dev.muster.engine.topics;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares one topic with its declaration and words the remedies.
 *
 * @param bootstrapServers stands in the remedies' command lines
 * @param profile stands in the remedies, where the declaration is the other thing to change
 */
record TopicComparison(String bootstrapServers, String profile) {
    List<Difference> compare(TopicDeclaration declared, @Nullable FoundTopic found) {
        if (found == null) {
            return List.of(difference(declared, "exists", "true", "false", create(declared)));
        }
        var differences = new ArrayList<Difference>();
        if (found.partitions() != declared.partitions()) {
            differences.add(partitions(declared, found.partitions()));
        }
        if (found.replicationFactor() != declared.replicationFactor()) {
            differences.add(replication(declared, found.replicationFactor()));
        }
        declared.settings().forEach((setting, expected) -> {
            // Redpanda has no min.insync.replicas: a majority of replicas always confirms.
            var value = found.settings().get(setting);
            if (value != null && !same(expected, value)) {
                differences.add(
                        difference(declared, setting, expected, value, alter(declared.name(), setting, expected)));
            }
        });
        return differences;
    }

    Difference transactionVersion(int expected, int found) {
        return new Difference(
                "cluster",
                "transaction.version",
                "at least " + expected,
                Integer.toString(found),
                "on brokers of 4.1.1 or later: kafka-features.sh --bootstrap-server " + bootstrapServers
                        + " upgrade --feature transaction.version=" + expected);
    }

    private Difference partitions(TopicDeclaration declared, int found) {
        return difference(
                declared,
                Difference.PARTITIONS,
                Integer.toString(declared.partitions()),
                Integer.toString(found),
                "a partition count cannot be changed once keys are in use: set profiles." + profile + ".partitions to "
                        + found + " in " + TopicsFile.NAME + ", or, losing the records: " + tool("topics")
                        + " --delete --topic "
                        + declared.name() + " && " + create(declared));
    }

    private Difference replication(TopicDeclaration declared, int found) {
        return difference(
                declared,
                "replication.factor",
                Integer.toString(declared.replicationFactor()),
                Integer.toString(found),
                "move the replicas with " + tool("reassign-partitions") + ", or set profiles." + profile
                        + ".replication.factor to " + found + " in " + TopicsFile.NAME);
    }

    private static Difference difference(
            TopicDeclaration declared, String setting, String expected, String found, String remedy) {
        return new Difference("topic " + declared.name(), setting, expected, found, remedy);
    }

    private String create(TopicDeclaration declared) {
        var settings = declared.settings().entrySet().stream()
                .map(setting -> " --config " + setting.getKey() + "=" + setting.getValue())
                .collect(joining());
        return tool("topics") + " --create --topic " + declared.name() + " --partitions " + declared.partitions()
                + " --replication-factor " + declared.replicationFactor() + settings;
    }

    private String alter(String topic, String setting, String value) {
        var quoted = value.contains(",") ? "[" + value + "]" : value;
        return tool("configs") + " --alter --entity-type topics --entity-name " + topic + " --add-config " + setting
                + "=" + quoted;
    }

    private String tool(String name) {
        return "kafka-" + name + ".sh --bootstrap-server " + bootstrapServers;
    }

    /** {@code compact,delete} and {@code delete, compact} are the same policy. */
    private static boolean same(String expected, String found) {
        return words(expected).equals(words(found));
    }

    private static Set<String> words(String value) {
        return Set.copyOf(Arrays.asList(value.split(" *, *", -1)));
    }
}
