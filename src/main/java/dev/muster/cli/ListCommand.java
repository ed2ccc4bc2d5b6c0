package dev.muster.cli;

import dev.muster.cli.text.InstanceTable;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.LifecycleState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the state topic knows. */
@Command(
        name = "list",
        aliases = "ls",
        description = "Lists instances; terminated ones only when asked for.",
        footer = {"", "Example:", "  muster instances list --region us-east-1 --state running --state stopped"})
final class ListCommand extends Leaf {
    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Only of this account.")
    @Nullable
    String account;

    @Option(names = "--region", paramLabel = "REGION", description = "Only in this region.")
    @Nullable
    String region;

    @Option(names = "--state", paramLabel = "STATE", description = "Only in this state, e.g. running. May be repeated.")
    List<LifecycleState> states = List.of();

    @Option(names = "--all", description = "Terminated ones, too.")
    boolean all;

    @Override
    int run(Session session) {
        var everything = KnownInstances.read(session);
        var shown = everything.stream().filter(this::isWanted).toList();
        if (session.isJson()) {
            var json = session.jsonLines();
            session.print(shown.stream().map(json::of).toList());
        } else if (shown.isEmpty()) {
            session.remark(
                    everything.isEmpty()
                            ? "no instances yet"
                            : "no such instances; " + everything.size() + " are not shown (try --all)");
        } else {
            session.print(InstanceTable.lines(shown, Instant.now()));
        }
        return 0;
    }

    private boolean isWanted(InstanceSnapshot each) {
        return (account == null || each.resource().scope().account().equals(account))
                && (region == null || each.resource().scope().region().equals(region))
                && (states.isEmpty()
                        ? all || each.lifecycle() != LifecycleState.TERMINATED
                        : states.contains(each.lifecycle()));
    }
}
