package dev.muster.it;

/** The Kafka cluster that a test has for itself. Every call blocks until it is done. */
interface Cluster extends AutoCloseable {
    String bootstrapServers();

    /** Takes the broker away … */
    void takeAway();

    /** … and brings it back under the same address, with all that it had. */
    void bringBack();

    @Override
    void close();
}
