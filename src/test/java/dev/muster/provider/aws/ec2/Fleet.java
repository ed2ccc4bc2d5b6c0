package dev.muster.provider.aws.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A region's instances in the order of their ids. Whatever it hands out is settled to the present. */
final class Fleet {
    private static final Pattern ID = Pattern.compile("i-[0-9a-f]{8,17}");

    private final NavigableMap<String, Machine> machines = new TreeMap<>();
    private final Supplier<Instant> now;
    private final Supplier<Duration> terminatedRowsKeptFor;

    Fleet(Supplier<Instant> now, Supplier<Duration> terminatedRowsKeptFor) {
        this.now = now;
        this.terminatedRowsKeptFor = terminatedRowsKeptFor;
    }

    void add(Machine machine) {
        machines.put(machine.id, machine);
    }

    /** All there are, seen or not; those that describe will never show again are dropped on the way. */
    Collection<Machine> all() {
        Instant present = now.get();
        machines.values().forEach(machine -> machine.settle(present, terminatedRowsKeptFor.get()));
        machines.values().removeIf(Machine::isVanished);
        return machines.values();
    }

    Optional<Machine> get(String id) {
        return Optional.ofNullable(machines.get(id)).map(this::settle).filter(machine -> !machine.isVanished());
    }

    /** The visible ones after this id, lazily; an empty id starts from the front. */
    Stream<Machine> visibleAfter(String id) {
        Instant present = now.get();
        return machines.tailMap(id, false).values().stream()
                .peek(machine -> machine.settle(present, terminatedRowsKeptFor.get()))
                .filter(machine -> machine.isVisible(present));
    }

    /** One for each id, in the order given. Where one is unknown or not visible yet, the error names all such. */
    List<Machine> named(List<String> ids) {
        if (ids.isEmpty()) {
            throw new Ec2Error("MissingParameter", "The request must contain the parameter InstanceId");
        }
        ids.forEach(Fleet::checkForm);
        var found = new ArrayList<Machine>();
        var missing = new ArrayList<String>();
        for (String id : ids) {
            get(id).filter(machine -> machine.isVisible(now.get())).ifPresentOrElse(found::add, () -> missing.add(id));
        }
        if (missing.isEmpty()) return found;
        throw new Ec2Error(
                "InvalidInstanceID.NotFound",
                missing.size() == 1
                        ? "The instance ID '" + missing.get(0) + "' does not exist"
                        : "The instance IDs '" + String.join(", ", missing) + "' do not exist");
    }

    private static void checkForm(String id) {
        if (!ID.matcher(id).matches()) {
            throw new Ec2Error("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\"");
        }
    }

    /** Brings to the present one that was kept outside. */
    Machine settle(Machine machine) {
        machine.settle(now.get(), terminatedRowsKeptFor.get());
        return machine;
    }
}
