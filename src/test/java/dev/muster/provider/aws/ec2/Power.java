package dev.muster.provider.aws.ec2;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Terminate, stop, start and reboot. One instance that cannot keeps all the others of the call as they are. */
final class Power {
    private final CloudRegion region;

    Power(CloudRegion region) {
        this.region = region;
    }

    /** A protected instance protects the others of its zone; those in other zones end, and the call fails. */
    String terminate(Form form, String requestId) {
        List<Machine> machines = named(form);
        Set<String> protectedZones = machines.stream()
                .filter(Power::isProtected)
                .map(machine -> machine.zone)
                .collect(Collectors.toSet());
        if (!protectedZones.isEmpty() && form.flag("DryRun")) throw terminationProtected(machines);
        form.endDryRun();
        List<StateChange> changes = StateChange.each(machines, machine -> {
            if (!protectedZones.contains(machine.zone)) {
                machine.end(StateReason.USER, region.now(), region.knobs().shuttingDownFor());
            }
        });
        if (!protectedZones.isEmpty()) throw terminationProtected(machines);
        return StateChange.answer("TerminateInstances", requestId, changes);
    }

    String stop(Form form, String requestId) {
        List<Machine> machines = named(form);
        machines.forEach(Power::checkStoppable);
        form.endDryRun();
        return StateChange.answer("StopInstances", requestId, StateChange.each(machines, machine -> {
            if (machine.state() == MachineState.RUNNING) {
                machine.stop(StateReason.USER, region.now(), region.knobs().stoppingFor());
            }
        }));
    }

    /** Needs capacity and quota as a launch does; a started instance has a new launch time and public address. */
    String start(Form form, String requestId) {
        List<Machine> machines = named(form);
        machines.forEach(machine -> {
            if (machine.state() == MachineState.STOPPING || machine.state().isEnding()) {
                throw incorrectState(machine, "started");
            }
        });
        form.endDryRun();
        checkRoom(machines.stream()
                .filter(machine -> machine.state() == MachineState.STOPPED)
                .toList());
        return StateChange.answer("StartInstances", requestId, StateChange.each(machines, machine -> {
            if (machine.state() == MachineState.STOPPED) {
                machine.boot(region.now(), region.knobs().pendingFor());
                machine.address = region.nextAddress();
            }
        }));
    }

    /** Not idempotent: every call that gets here is one more reboot. */
    String reboot(Form form, String requestId) {
        List<Machine> machines = named(form);
        machines.forEach(machine -> {
            if (machine.state() != MachineState.RUNNING) throw incorrectState(machine, "rebooted");
        });
        form.endDryRun();
        machines.forEach(machine -> machine.reboots++);
        return Xml.response("RebootInstances", requestId)
                .text("return", true)
                .raw("</RebootInstancesResponse>")
                .toString();
    }

    private List<Machine> named(Form form) {
        return region.fleet().named(form.list("InstanceId")).stream().distinct().toList();
    }

    private static boolean isProtected(Machine machine) {
        return machine.terminationProtected && !machine.state().isEnding();
    }

    private static void checkStoppable(Machine machine) {
        if (machine.state() == MachineState.PENDING || machine.state().isEnding()) {
            throw incorrectState(machine, "stopped");
        }
        if (machine.request.market() == Market.SPOT && !machine.request.spotPersistent()) {
            throw new Ec2Error(
                    "UnsupportedOperation",
                    "You can't stop the Spot Instance '" + machine.id
                            + "' because it is associated with a one-time Spot"
                            + " Instance request. You can only stop Spot Instances associated with persistent Spot"
                            + " Instance requests.");
        }
        if (machine.stopProtected) {
            throw new Ec2Error(
                    "OperationNotPermitted",
                    "The instance '" + machine.id + "' may not be stopped. Modify its 'disableApiStop' instance"
                            + " attribute and try again.");
        }
    }

    private void checkRoom(List<Machine> starting) {
        Map<Capacity.Pool, List<Machine>> pools = starting.stream().collect(Collectors.groupingBy(Capacity.Pool::of));
        pools.forEach((pool, machines) -> {
            region.quota().check(pool.type(), machines.size(), pool.market());
            if (region.capacity().free(pool) < machines.size()) {
                throw Capacity.insufficient(pool.type(), pool.zone(), pool.market());
            }
        });
    }

    private static Ec2Error terminationProtected(List<Machine> machines) {
        String first = machines.stream().filter(Power::isProtected).findFirst().orElseThrow().id;
        return new Ec2Error(
                "OperationNotPermitted",
                "The instance '" + first + "' may not be terminated. Modify its 'disableApiTermination' instance"
                        + " attribute and try again.");
    }

    private static Ec2Error incorrectState(Machine machine, String verb) {
        return new Ec2Error(
                "IncorrectInstanceState",
                "The instance '" + machine.id + "' is not in a state from which it can be " + verb + ".");
    }
}
