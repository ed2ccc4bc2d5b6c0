package dev.muster.core.scope;

/** Turns what waits into calls: acts first, then launches. Runs when the scope is woken. */
final class Dispatch {
    private Dispatch() {}

    static void run(Turn turn) {
        ActBatches.form(turn);
        LaunchBatches.form(turn);
    }
}
