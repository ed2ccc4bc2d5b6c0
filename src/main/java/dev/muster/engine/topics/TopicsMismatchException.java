package dev.muster.engine.topics;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The cluster is not as declared, and the start must not go on. The message lists every difference with its remedy. */
public final class TopicsMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Difference> differences;

    TopicsMismatchException(String bootstrapServers, String profile, List<Difference> differences) {
        super("the Kafka cluster at " + bootstrapServers + " is not what " + TopicsFile.NAME + " declares for profile "
                + profile + ":"
                + differences.stream().map(one -> "\n  - " + one).collect(joining()));
        this.differences = List.copyOf(differences);
    }

    public List<Difference> differences() {
        return differences;
    }
}
