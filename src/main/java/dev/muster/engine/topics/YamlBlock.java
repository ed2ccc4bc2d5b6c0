package dev.muster.engine.topics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A mapping of a YAML file, read strictly: what is unknown, twice, missing or of another type is refused with its line. */
final class YamlBlock {
    private final String file;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    YamlBlock(String file, Node node) {
        this.file = file;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, "a mapping is expected here");
        }
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw refused(tuple.getKeyNode(), "a key must be plain text");
            }
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                throw refused(key, "key '" + key.getValue() + "' stands here twice");
            }
        }
    }

    Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    YamlBlock onlyKeys(Set<String> known) {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw refused(value, "unknown key '" + key + "'; known here: " + String.join(", ", known));
            }
        });
        return this;
    }

    YamlBlock block(String key) {
        return new YamlBlock(file, value(key));
    }

    String text(String key) {
        if (value(key) instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw refused(key, "text is expected");
    }

    /** A whole number from {@code min} to {@code max}. */
    long number(String key, long min, long max) {
        try {
            long number = Long.parseLong(text(key));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw refused(key, "a whole number from " + min + " to " + max + " is expected, not '" + text(key) + "'");
    }

    boolean flag(String key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(key, "true or false is expected, not '" + text(key) + "'");
        };
    }

    IllegalArgumentException refused(String key, String why) {
        return refused(value(key), "key '" + key + "': " + why);
    }

    private Node value(String key) {
        var value = values.get(key);
        if (value == null) {
            throw refused(node, "key '" + key + "' is missing");
        }
        return value;
    }

    private IllegalArgumentException refused(Node at, String why) {
        return new IllegalArgumentException(
                file + ", line " + (at.getStartMark().getLine() + 1) + ": " + why);
    }
}
