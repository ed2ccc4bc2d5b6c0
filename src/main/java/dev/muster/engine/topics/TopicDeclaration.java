package dev.muster.engine.topics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One topic as it must be.
 *
 * @param name in full, e.g. {@code muster.events}
 * @param settings Kafka's topic settings by Kafka's names, e.g. {@code retention.ms}; what is not here is left alone
 */
public record TopicDeclaration(
        String name, int partitions, short replicationFactor, SortedMap<String, String> settings) {
    public TopicDeclaration(String name, int partitions, short replicationFactor, Map<String, String> settings) {
        this(name, partitions, replicationFactor, new TreeMap<>(settings));
    }
}
