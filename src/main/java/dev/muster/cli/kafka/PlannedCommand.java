package dev.muster.cli.kafka;

import dev.muster.model.Command;
import dev.muster.model.ResourceName;
import java.util.List;

/**
 * A command that is about to be sent.
 *
 * @param resources the instances it is for, as far as we can tell before the service says so
 */
public record PlannedCommand(String commandId, Command command, List<ResourceName> resources) {
    public PlannedCommand {
        resources = List.copyOf(resources);
    }
}
