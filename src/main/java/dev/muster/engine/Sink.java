package dev.muster.engine;

/**
 * Where the topology's records go. Each stage has sinks of its own: a sink that two stages shared would make one of them,
 * with tasks that need the partitions of both.
 */
public enum Sink {
    /** To the scope stage, through the internal topic. */
    SCOPE("inputs"),
    EVENTS("events"),
    ERRORS("errors"),
    STATE("state"),
    EFFECTS("effects"),
    DEAD_LETTERS("dead-letters"),
    REPLIES("replies");

    /** Names the internal topic of routed commands, and with it the nodes that Kafka Streams makes around it. */
    static final String ROUTED = "scope-inputs";

    private final String word;

    Sink(String word) {
        this.word = word;
    }

    /** The name of a stage's sink in the topology. */
    public String of(String stage) {
        return this == SCOPE ? ROUTED + "-repartition-filter" : stage + "-" + word;
    }

    @Override
    public String toString() {
        return word;
    }
}
