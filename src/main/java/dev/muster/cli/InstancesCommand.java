package dev.muster.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with instances. */
@Command(
        name = "instances",
        aliases = "instance",
        description = "Creates, shows and changes instances.",
        subcommands = {
            CreateCommand.class,
            ListCommand.class,
            GetCommand.class,
            ActCommand.Stop.class,
            ActCommand.Start.class,
            ActCommand.Reboot.class,
            ActCommand.Terminate.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  muster instances list"})
final class InstancesCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
