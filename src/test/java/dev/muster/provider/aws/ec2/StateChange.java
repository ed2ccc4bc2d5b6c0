package dev.muster.provider.aws.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What terminate, stop and start tell of one instance. */
record StateChange(String instanceId, MachineState before, MachineState after) {
    static List<StateChange> each(List<Machine> machines, Consumer<Machine> action) {
        var changes = new ArrayList<StateChange>();
        for (Machine machine : machines) {
            MachineState before = machine.state();
            action.accept(machine);
            changes.add(new StateChange(machine.id, before, machine.state()));
        }
        return changes;
    }

    static String answer(String action, String requestId, List<StateChange> changes) {
        return Xml.response(action, requestId)
                .items("instancesSet", changes, (item, change) -> {
                    item.text("instanceId", change.instanceId());
                    change.after().writeTo(item, "currentState");
                    change.before().writeTo(item, "previousState");
                })
                .raw("</" + action + "Response>")
                .toString();
    }
}
