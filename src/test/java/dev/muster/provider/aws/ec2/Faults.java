package dev.muster.provider.aws.ec2;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Which calls go wrong, and how. The first rule that wants a call has it. Thread-safe. */
public final class Faults {
    private static final String ANY = "*";

    private record Rule(String action, Fault fault, BooleanSupplier strikes) {
        boolean wants(String called) {
            return (action.equals(ANY) || action.equals(called)) && strikes.getAsBoolean();
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private int played;

    /** Strikes the next {@code calls} calls of an action, or of any ({@code *}). */
    public synchronized void next(String action, int calls, Fault fault) {
        int[] left = {calls};
        rules.add(new Rule(action, fault, () -> left[0] > 0 && left[0]-- > 0));
    }

    /** Strikes calls of an action, or of any ({@code *}), at random; the same seed strikes the same calls. */
    public synchronized void chance(String action, double probability, long seed, Fault fault) {
        var random = new Random(seed);
        rules.add(new Rule(action, fault, () -> random.nextDouble() < probability));
    }

    /** Ends all rules; what is held stays held. */
    public synchronized void clear() {
        rules.clear();
    }

    public synchronized int played() {
        return played;
    }

    /** Calls or answers held now. */
    public synchronized int held() {
        return held.size();
    }

    /** Lets go of everything held, in the order it came, on the caller's thread. */
    public void release() {
        List<Runnable> released;
        synchronized (this) {
            released = List.copyOf(held);
            held.clear();
        }
        released.forEach(Runnable::run);
    }

    synchronized void hold(Runnable rest) {
        held.add(rest);
    }

    synchronized Optional<Fault> take(String action) {
        Optional<Fault> fault =
                rules.stream().filter(rule -> rule.wants(action)).findFirst().map(Rule::fault);
        if (fault.isPresent()) played++;
        return fault;
    }
}
