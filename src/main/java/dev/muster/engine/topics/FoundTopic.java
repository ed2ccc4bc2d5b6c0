package dev.muster.engine.topics;

import java.util.Map;

/**
 * One topic as a cluster has it.
 *
 * @param replicationFactor of partition 0
 * @param settings all that the broker reports, defaults included
 */
record FoundTopic(String name, int partitions, int replicationFactor, Map<String, String> settings) {}
