package dev.muster.provider.aws.ec2;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How many instances a zone's hosts carry. Unlimited until limited. */
final class Capacity {
    /** What capacity is counted by. */
    record Pool(String type, String zone, Market market) {
        static Pool of(Machine machine) {
            return new Pool(machine.type, machine.zone, machine.request.market());
        }
    }

    private final Map<Pool, Integer> limits = new HashMap<>();
    private final Set<Pool> notOffered = new HashSet<>();
    private final Fleet fleet;

    Capacity(Fleet fleet) {
        this.fleet = fleet;
    }

    void limit(Pool pool, int instances) {
        limits.put(pool, instances);
    }

    void notOffered(String type, String zone) {
        for (Market market : Market.values()) {
            notOffered.add(new Pool(type, zone, market));
        }
    }

    boolean isOffered(Pool pool) {
        return !notOffered.contains(pool);
    }

    int free(Pool pool) {
        if (notOffered.contains(pool)) return 0;
        if (!limits.containsKey(pool)) return Integer.MAX_VALUE;
        long taken = fleet.all().stream()
                .filter(machine ->
                        machine.state().holdsHost() && Pool.of(machine).equals(pool))
                .count();
        return (int) Math.max(0, limits.get(pool) - taken);
    }

    static Ec2Error insufficient(String type, String zone, Market market) {
        return new Ec2Error(
                "InsufficientInstanceCapacity",
                market == Market.SPOT
                        ? "There is no Spot capacity available that matches your request."
                        : "We currently do not have sufficient " + type + " capacity in the Availability Zone you"
                                + " requested (" + zone + "). Our system will be working on provisioning additional"
                                + " capacity.");
    }
}
