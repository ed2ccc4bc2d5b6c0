package dev.muster.provider.sandbox;

import dev.muster.model.Market;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The room a cloud has, by type, zone and market, and the account's vCPU quota over all of them. */
final class Pools {
    private final Map<Pool, Room> rooms = new HashMap<>();
    private final List<CapacityRule> rules;
    private int vcpuQuota;
    private long vcpusUsed;

    private record Pool(String typeName, @Nullable String zoneName, Market market) {}

    private static final class Room {
        private int capacity;
        private int used;
    }

    Pools(SandboxTuning.Limits limits) {
        rules = new ArrayList<>(limits.capacity());
        vcpuQuota = limits.vcpuQuota();
    }

    /** How many more machines fit; never negative. */
    int free(String typeName, @Nullable String zoneName, Market market) {
        Room room = room(typeName, zoneName, market);
        return Math.max(0, room.capacity - room.used);
    }

    /** Whether the machine's pool holds more than fits. */
    boolean isOverfull(Birth birth) {
        Room room = room(birth.typeName(), birth.zoneName(), birth.market());
        return room.used > room.capacity;
    }

    boolean quotaHolds(int vcpus) {
        return vcpusUsed + vcpus <= vcpuQuota;
    }

    int vcpuQuota() {
        return vcpuQuota;
    }

    long vcpusUsed() {
        return vcpusUsed;
    }

    void occupy(Birth birth) {
        change(birth, 1);
    }

    void release(Birth birth) {
        change(birth, -1);
    }

    void limit(int vcpus) {
        vcpuQuota = vcpus;
    }

    /** The rule comes before all earlier ones. */
    void limit(CapacityRule rule) {
        rules.add(0, rule);
        rooms.forEach((pool, room) -> {
            if (rule.covers(pool.typeName, pool.zoneName, pool.market)) {
                room.capacity = rule.machines();
            }
        });
    }

    private void change(Birth birth, int machines) {
        room(birth.typeName(), birth.zoneName(), birth.market()).used += machines;
        vcpusUsed += (long) machines * birth.vcpus();
    }

    private Room room(String typeName, @Nullable String zoneName, Market market) {
        var pool = new Pool(typeName, zoneName, market);
        Room room = rooms.get(pool);
        if (room == null) {
            room = new Room();
            room.capacity = capacity(pool);
            rooms.put(pool, room);
        }
        return room;
    }

    private int capacity(Pool pool) {
        for (CapacityRule rule : rules) {
            if (rule.covers(pool.typeName, pool.zoneName, pool.market)) {
                return rule.machines();
            }
        }
        return Integer.MAX_VALUE;
    }
}
