package dev.muster.simulation;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What goes wrong in one run, drawn from its seed so that mild and harsh worlds both come up. Probabilities are 0 to 1.
 *
 * @param until no fault is started after this time; then the world must come to rest
 */
record Faults(
        double commandRepeated,
        double transactionAborted,
        double hintDropped,
        double hintDuplicated,
        Duration hintDelayMax,
        double executorCrashedBeforeCall,
        double executorCrashedAfterCall,
        double effectRedelivered,
        double executorPaused,
        Duration pauseMax,
        double answerLost,
        double throttled,
        double actCutShort,
        double listingCut,
        double clockSkewed,
        Duration until) {

    static Faults drawn(SplittableRandom random) {
        double harsh = random.nextInt(4) == 0 ? 0 : random.nextDouble(0.1, 1);
        return new Faults(
                0.3 * harsh,
                0.2 * harsh,
                0.15 * harsh,
                0.2 * harsh,
                Duration.ofMillis((long) (20_000 * harsh) + 10),
                0.1 * harsh,
                0.15 * harsh,
                0.15 * harsh,
                0.1 * harsh,
                Duration.ofSeconds(90),
                0.2 * harsh,
                0.1 * harsh,
                0.2 * harsh,
                0.2 * harsh,
                0.5 * harsh,
                Duration.ofMinutes(4));
    }
}
