package dev.muster.engine.topics;

import java.time.Duration;

/**
 * A try to reach a broker that had no answer.
 *
 * @param bootstrapServers where it was sought
 * @param tries including this one
 * @param elapsed since the first try began
 * @param problem Kafka's words; never parsed
 */
public record BrokerMissing(String bootstrapServers, int tries, Duration elapsed, String problem) {
    /** One line for a log, with what to check. */
    public String message() {
        return "no Kafka broker answers at " + bootstrapServers + " after " + elapsed.toSeconds() + " s, " + tries
                + (tries == 1 ? " try" : " tries") + ": " + problem
                + ". Check that a broker runs there, that KAFKA_BOOTSTRAP_SERVERS names it as seen from this machine, and that"
                + " the security settings are the listener's";
    }
}
