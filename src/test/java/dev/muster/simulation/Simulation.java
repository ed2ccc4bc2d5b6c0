package dev.muster.simulation;

import java.time.Duration;
import java.util.List;

/**
 * One seeded run of the whole protocol: the real core and codecs, a simulated Kafka, executors that fail, a simulated
 * cloud with or without tokens, and a virtual clock. The same seed always runs the same.
 *
 * <p>To replay one seed and see its verdict: {@code ./mvnw test -Dtest=SimulationTest -Dmuster.simulation.seed=4711}.
 */
public final class Simulation {
    /** Faults stop after some minutes; by then everything must have healed, orphans and searches included. */
    private static final Duration REST_AFTER = Duration.ofMinutes(42);

    private Simulation() {}

    /** @return what was broken; empty for a run in which everything held */
    public static Verdict run(long seed) {
        var world = new World(seed);
        var users = new Users(world);
        users.begin();
        try {
            world.time.runUntil(REST_AFTER);
        } catch (RuntimeException e) {
            var where = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
            return new Verdict(seed, world.profile.tokens(), List.of(e + where), world.checker.decisions);
        }
        if (world.checker.broken.isEmpty()) {
            world.checker.atRest(users);
        }
        world.checker.end();
        return new Verdict(seed, world.profile.tokens(), List.copyOf(world.checker.broken), world.checker.decisions);
    }

    /** @param decisions inputs the core decided, as a measure of how much happened */
    public record Verdict(long seed, boolean tokens, List<String> broken, long decisions) {
        public boolean holds() {
            return broken.isEmpty();
        }
    }

    /** Runs seeds by hand: first and number. */
    public static void main(String[] args) {
        long first = Long.parseLong(args[0]);
        int number = Integer.parseInt(args[1]);
        long decisions = 0;
        int failed = 0;
        long start = System.nanoTime();
        for (long seed = first; seed < first + number; seed++) {
            Verdict verdict = run(seed);
            decisions += verdict.decisions();
            if (!verdict.holds() && failed++ < 10) {
                System.out.println("seed " + seed + (verdict.tokens() ? " tokens " : " names "));
                verdict.broken().forEach(line -> System.out.println("    " + line));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d of %d failed, %d decisions, %.1f s%n", failed, number, decisions, seconds);
    }
}
