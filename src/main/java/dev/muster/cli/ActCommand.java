package dev.muster.cli;

import dev.muster.cli.kafka.ExitException;
import dev.muster.cli.kafka.PlannedCommand;
import dev.muster.model.Command.RebootInstance;
import dev.muster.model.Command.StartInstance;
import dev.muster.model.Command.StopInstance;
import dev.muster.model.Command.TerminateInstance;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.ResourceName;
import dev.muster.model.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends one command for each of the instances that are named. */
abstract class ActCommand extends Leaf {
    private final Verb verb;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Instances, by NAME or account/region/NAME.")
    List<String> names;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "May be left out where NAME alone is unambiguous.")
    @Nullable
    String account;

    @Option(names = "--region", paramLabel = "REGION", description = "May be left out where NAME alone is unambiguous.")
    @Nullable
    String region;

    @Mixin
    SendOptions send;

    private ActCommand(Verb verb) {
        this.verb = verb;
    }

    @Command(
            name = "stop",
            description = "Stops instances, keeping their volumes.",
            footer = {"", "Example:", "  muster instances stop trainer-0 --watch"})
    static final class Stop extends ActCommand {
        Stop() {
            super(Verb.STOP);
        }
    }

    @Command(
            name = "start",
            description = "Starts stopped instances.",
            footer = {"", "Example:", "  muster instances start trainer-0 --watch"})
    static final class Start extends ActCommand {
        Start() {
            super(Verb.START);
        }
    }

    @Command(
            name = "reboot",
            description = "Reboots running instances, at most once.",
            footer = {"", "Example:", "  muster instances reboot trainer-0 --watch"})
    static final class Reboot extends ActCommand {
        Reboot() {
            super(Verb.REBOOT);
        }
    }

    @Command(
            name = "terminate",
            description = "Ends instances for good.",
            footer = {"", "Example:", "  muster instances terminate trainer-0 trainer-1 --watch"})
    static final class Terminate extends ActCommand {
        Terminate() {
            super(Verb.TERMINATE);
        }
    }

    @Override
    int run(Session session) {
        if (send.commandId != null && names.size() > 1) {
            throw ExitException.usage("--command-id is for one NAME: each NAME is a command of its own");
        }
        var resources = resolved(session);
        Instant now = Instant.now();
        var planned = resources.stream()
                .map(resource -> new PlannedCommand(send.commandId(), command(resource, now), List.of(resource)))
                .toList();
        return new Submission(session, send, display(session)).run(planned);
    }

    /** Each once, however often it was named. Asks the state topic only where it must. */
    private List<ResourceName> resolved(Session session) {
        var meaning = new Names(session.settings().tenant(), account, region);
        var resources = new LinkedHashSet<ResourceName>();
        List<InstanceSnapshot> known = null;
        for (String name : names) {
            ResourceName whole = meaning.whole(name);
            if (whole == null) {
                known = known == null ? KnownInstances.read(session) : known;
                whole = meaning.among(known, name);
            }
            resources.add(whole);
        }
        return new ArrayList<>(resources);
    }

    private dev.muster.model.Command command(ResourceName resource, Instant now) {
        String inAccount = resource.scope().account();
        String inRegion = resource.scope().region();
        String name = resource.id();
        Long version = send.expectedVersion;
        Instant deadline = send.deadline(now);
        boolean dryRun = send.dryRun;
        return switch (verb) {
            case STOP -> new StopInstance(inAccount, inRegion, null, name, version, deadline, dryRun);
            case START -> new StartInstance(inAccount, inRegion, null, name, version, deadline, dryRun);
            case REBOOT -> new RebootInstance(inAccount, inRegion, null, name, version, deadline, dryRun);
            case TERMINATE -> new TerminateInstance(inAccount, inRegion, null, name, version, deadline, dryRun);
            case CREATE -> throw new IllegalStateException("creating is a command of its own");
        };
    }
}
