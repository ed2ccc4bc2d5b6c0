package dev.muster.simulation;

import dev.muster.core.Input;
import dev.muster.model.Command;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.Command.RebootInstance;
import dev.muster.model.Command.StartInstance;
import dev.muster.model.Command.StopInstance;
import dev.muster.model.Command.TerminateInstance;
import dev.muster.model.Command.TypeWish;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.Market;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** People who create a dozen machines, do things to them, and send commands again for good measure. */
final class Users {
    private static final Duration BUSY = Duration.ofMinutes(3);
    private static final int CREATES_MAX = 6;
    private static final int VERBS_MAX = 8;

    final Map<String, Command> sent = new HashMap<>();

    private final World world;
    private final SplittableRandom random;
    private final List<String> names = new ArrayList<>();
    private int commands;

    Users(World world) {
        this.world = world;
        random = world.random.split();
    }

    void begin() {
        int creates = 1 + random.nextInt(CREATES_MAX);
        for (int i = 0; i < creates; i++) {
            String stem = "vm" + i;
            Integer count = random.nextBoolean() ? null : 1 + random.nextInt(4);
            for (int index = 0; index < (count == null ? 1 : count); index++) {
                names.add(count == null ? stem : stem + "-" + index);
            }
            Duration when = random.nextInt(3) == 0 ? Duration.ZERO : upTo(BUSY);
            world.time.after(when, () -> send(create(stem, count)));
        }
        int verbs = random.nextInt(VERBS_MAX);
        for (int i = 0; i < verbs; i++) {
            String name = names.get(random.nextInt(names.size()));
            int verb = random.nextInt(6);
            world.time.after(upTo(BUSY), () -> send(verb(name, verb)));
        }
        if (random.nextBoolean()) {
            // In the end most people clean up.
            names.forEach(name -> world.time.after(BUSY.plus(upTo(BUSY)), () -> send(verb(name, 0))));
        }
    }

    private void send(Command command) {
        String id = "c" + commands++;
        sent.put(id, command);
        arrive(id, command, Duration.ZERO);
        while (world.chance(world.faults.commandRepeated())) {
            arrive(id, command, upTo(Duration.ofSeconds(100)));
        }
    }

    private void arrive(String id, Command command, Duration after) {
        var envelope = new CommandEnvelope(
                id, World.SCOPE, command, Integer.toHexString(command.hashCode()), world.time.now(), null, null);
        byte[] bytes = World.CONTRACTS.envelopes().encode(envelope);
        world.time.after(
                after,
                () -> world.host.receive(
                        new Input.CommandArrived(World.CONTRACTS.envelopes().decode(bytes))));
    }

    private Command create(String stem, Integer count) {
        boolean zonal = !world.profile.zones().isEmpty();
        List<String> zones = zonal && random.nextBoolean() ? List.of("sandbox-1a", "sandbox-1b") : List.of();
        List<TypeWish> types = new ArrayList<>();
        types.add(new TypeWish("small", null, null));
        if (random.nextInt(3) == 0) {
            types.add(new TypeWish("medium", null, null));
        }
        boolean spot = zonal && random.nextInt(5) == 0;
        Instant deadline = random.nextInt(5) == 0 ? world.time.now().plus(upTo(Duration.ofMinutes(6))) : null;
        Duration life = random.nextInt(8) == 0 ? Duration.ofMinutes(2) : null;
        return new CreateInstance(
                "sim",
                "sandbox-1",
                null,
                stem,
                count,
                types,
                spot ? List.of(Market.SPOT, Market.ON_DEMAND) : List.of(),
                zones,
                null,
                null,
                List.of(),
                null,
                null,
                Map.of(),
                null,
                null,
                deadline,
                false,
                life);
    }

    private Command verb(String name, int verb) {
        boolean canStop = world.profile.verbs().contains(dev.muster.model.Verb.STOP);
        if (verb == 1 && canStop) {
            return new StopInstance("sim", "sandbox-1", null, name, null, null, false);
        }
        if (verb == 2 && canStop) {
            return new StartInstance("sim", "sandbox-1", null, name, null, null, false);
        }
        if (verb == 3) {
            return new RebootInstance("sim", "sandbox-1", null, name, null, null, false);
        }
        return new TerminateInstance("sim", "sandbox-1", null, name, null, null, false);
    }

    private Duration upTo(Duration max) {
        return Duration.ofMillis(random.nextLong(max.toMillis() + 1));
    }
}
