package dev.muster.engine.topics;

/**
 * One way in which a cluster is not as declared.
 *
 * @param where a topic, {@code topic muster.events}, or {@code cluster}
 * @param setting by Kafka's name, or {@code partitions}, {@code replication.factor}, {@code exists}
 * @param remedy a command line or a setting, to be taken as it stands
 */
public record Difference(String where, String setting, String expected, String found, String remedy) {
    static final String PARTITIONS = "partitions";

    /** Keys would land elsewhere than the state that belongs to them: no mode may run on such a topic. */
    public boolean breaksKeying() {
        return setting.equals(PARTITIONS);
    }

    @Override
    public String toString() {
        return where + ": " + setting + " expected " + expected + ", found " + found + "; remedy: " + remedy;
    }
}
