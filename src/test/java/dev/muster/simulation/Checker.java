package dev.muster.simulation;

import dev.muster.core.Output;
import dev.muster.core.journal.Tables;
import dev.muster.core.state.CommandRecord;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.KnownKey;
import dev.muster.core.state.Member;
import dev.muster.model.Effect;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.LifecycleState;
import dev.muster.provider.sandbox.MachineTruth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds a run against what must always be true, and at the end against what must be true once all is quiet. */
final class Checker {
    final List<String> broken = new ArrayList<>();
    long decisions;
    private final World world;
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, LifecycleState> states = new HashMap<>();
    private final Map<String, Event> told = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private final Map<String, Bucket> buckets = new HashMap<>();
    private boolean over;

    Checker(World world) {
        this.world = world;
    }

    boolean isOver() {
        return over || !broken.isEmpty();
    }

    void end() {
        over = true;
    }

    void committed(List<Output> outputs) {
        for (Output output : outputs) {
            if (output instanceof Output.Event event) {
                onEvent(event.event());
            } else if (output instanceof Output.Error error) {
                onError(error.failure());
            } else if (output instanceof Output.Effect effect) {
                onEffect(effect.effect());
            }
        }
    }

    private void onEvent(Event event) {
        String resource = event.head().resource().text();
        long sequence = event.head().sequence();
        Event earlier = told.get(resource + "#" + sequence);
        if (earlier != null) {
            require(earlier.equals(event), "two events are number " + sequence + " of " + resource);
            return;
        }
        told.put(resource + "#" + sequence, event);
        long last = sequences.getOrDefault(resource, 0L);
        require(sequence == last + 1, resource + " went from event " + last + " to " + sequence);
        sequences.put(resource, sequence);
        if (event instanceof Event.CommandAccepted) {
            require(accepted.add(event.head().commandId()), "accepted twice: " + resource);
        } else if (event instanceof Event.CommandSucceeded) {
            answer(event.head().commandId(), "OK");
        } else if (event instanceof Event.InstanceChanged changed) {
            onChanged(resource, changed);
        }
    }

    private void onChanged(String resource, Event.InstanceChanged changed) {
        LifecycleState before = states.put(resource, changed.to());
        require(before == changed.from(), resource + " was " + before + ", not " + changed.from());
        boolean reborn = changed.to() == LifecycleState.REQUESTED
                && (before == null || before == LifecycleState.TERMINATED || before == LifecycleState.FAILED);
        boolean legal = reborn || before == changed.to() || before != null && before.canBecome(changed.to());
        require(legal, resource + " went from " + before + " to " + changed.to());
    }

    private void onError(Failure failure) {
        require(failure.category() != Failure.Category.THROTTLED, "a user was told of a throttle: " + failure.code());
        if (!failure.code().equals("COMMAND_ID_CONFLICT")) {
            answer(failure.commandId(), failure.code() + "/" + failure.effect());
        }
    }

    private void answer(String commandId, String answer) {
        String earlier = answers.putIfAbsent(commandId, answer);
        require(earlier == null || earlier.equals(answer), commandId + " was answered " + earlier + " and " + answer);
    }

    private void onEffect(Effect effect) {
        for (var charge : world.profile.charges().getOrDefault(effect.call().kind(), List.of())) {
            var spec = world.profile.buckets().get(charge.bucket());
            int cost = charge.perItem() ? effect.call().size() : 1;
            boolean held = buckets.computeIfAbsent(charge.bucket(), name -> new Bucket())
                    .take(cost, spec.size(), spec.refillPerSecond(), effect.issuedAt());
            require(
                    held,
                    "bucket " + charge.bucket() + " is exceeded by "
                            + effect.call().kind());
        }
    }

    /**
     * With tokens there are never two machines of one life of one instance at a time: none is launched while the provider
     * shows another. (One that it does not show yet, and whose answer was lost, nobody can know of; it is ended once it
     * shows.)
     */
    void afterLaunch() {
        if (!world.profile.tokens()) {
            return;
        }
        Map<String, String> owners = new HashMap<>();
        for (MachineTruth machine : world.cloud.operator().live(world.time.now())) {
            String owner = ownerOf(machine);
            boolean knowable = !machine.visibleAt().isAfter(world.time.now())
                    || !machine.launchedAt().isBefore(world.time.now());
            if (owner != null && knowable) {
                String other = owners.put(owner, machine.id());
                require(other == null, owner + " has two machines, " + other + " and " + machine.id());
            }
        }
    }

    private String ownerOf(MachineTruth machine) {
        KnownKey known = machine.findKey() == null
                ? null
                : world.host.journal().get(Tables.KNOWN_KEYS, World.SCOPE.text() + "|" + machine.findKey());
        if (known == null || machine.launchIndex() >= known.members().size()) {
            return null;
        }
        Member member = known.members().get(machine.launchIndex());
        return member.instance() + "/" + member.generation();
    }

    /** What must hold once faults have stopped and time enough has passed. */
    void atRest(Users users) {
        Map<String, String> bound = new HashMap<>();
        world.host.journal().scanPrefix(Tables.INSTANCES, World.SCOPE.text() + "|", (key, instance) -> {
            if (instance.phase() instanceof Live live) {
                bound.put(live.identity().providerId(), instance.resource().id());
                require(instance.pending().isEmpty(), instance.resource() + " still has commands waiting");
                require(instance.ending() == null, instance.resource() + " should have ended: " + describe(instance));
                require(isSettled(instance), instance.resource() + " is not at rest: " + describe(instance));
            } else {
                require(instance.isGone(), instance.resource() + " is neither bound nor gone: " + describe(instance));
            }
            return true;
        });
        Set<String> live = new HashSet<>();
        for (MachineTruth machine : world.cloud.operator().live(world.time.now())) {
            live.add(machine.id());
            boolean ours = machine.owner() != null;
            require(!ours || bound.containsKey(machine.id()), "leaked: " + machine);
        }
        checkIdentity(bound);
        bound.forEach((id, name) -> require(live.contains(id), "lost: " + name + " is bound to " + id));
        world.foreign.forEach(id -> require(live.contains(id), "a foreign machine was touched: " + id));
        users.sent.keySet().forEach(id -> require(answers.containsKey(id), "no answer to " + id + " " + record(id)));
        accepted.forEach(id -> require(answers.containsKey(id), "accepted and not answered: " + id));
        world.host.journal().scanPrefix(Tables.CALLS, World.SCOPE.text() + "|", (key, call) -> {
            require(!call.call().kind().isMutating(), "a call is still open: " + call);
            return true;
        });
    }

    /** Whoever is bound to a machine is the one its launch made it for. */
    private void checkIdentity(Map<String, String> bound) {
        for (MachineTruth machine : world.cloud.operator().live(world.time.now())) {
            String owner = ownerOf(machine);
            String name = bound.get(machine.id());
            if (owner != null && name != null) {
                require(owner.startsWith(name + "/"), name + " is bound to the machine made for " + owner);
            }
        }
    }

    private String record(String id) {
        CommandRecord record = world.host.journal().get(Tables.COMMANDS, World.SCOPE.text() + "|" + id);
        return String.valueOf(record);
    }

    private static boolean isSettled(Instance instance) {
        return switch (instance.lifecycle()) {
            case RUNNING, STOPPED, DEGRADED -> true;
            default -> false;
        };
    }

    private static String describe(Instance instance) {
        return instance.lifecycle() + " " + instance.phase() + " ending=" + instance.ending();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds && broken.size() < 10) {
            broken.add("at " + world.time.elapsed() + ": " + otherwise);
        }
    }

    /** The provider's own bucket, counted apart from the core's. */
    private static final class Bucket {
        private double level = Double.NaN;
        private java.time.Instant at = java.time.Instant.EPOCH;

        boolean take(int cost, double size, double refill, java.time.Instant now) {
            double passed = java.time.Duration.between(at, now).toNanos() / 1e9;
            level = Double.isNaN(level) ? size : Math.min(size, level + passed * refill);
            at = now;
            level -= cost;
            return level > -1e-3;
        }
    }
}
