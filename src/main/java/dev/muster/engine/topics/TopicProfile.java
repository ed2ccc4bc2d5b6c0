package dev.muster.engine.topics;

/**
 * The size of a deployment: every topic of it has these.
 *
 * @param name as in {@code deploy/topics.yaml}, e.g. {@code production}
 * @param partitions of every topic; fixed once the topics exist
 * @param minInsyncReplicas at most {@code replicationFactor}
 */
public record TopicProfile(String name, int partitions, short replicationFactor, int minInsyncReplicas) {
    public TopicProfile {
        if (minInsyncReplicas > replicationFactor) {
            throw new IllegalArgumentException("profile " + name + ": min.insync.replicas " + minInsyncReplicas
                    + " exceeds replication.factor " + replicationFactor);
        }
    }
}
