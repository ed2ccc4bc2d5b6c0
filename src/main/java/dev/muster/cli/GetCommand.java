package dev.muster.cli;

import dev.muster.cli.kafka.ExitException;
import dev.muster.cli.text.InstanceDetail;
import dev.muster.model.ResourceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one instance, whole. */
@Command(
        name = "get",
        description = "Shows all that is known of an instance.",
        footer = {
            "",
            "Example:",
            "  muster instances get trainer-0",
            "  muster instances get sandbox/sandbox-1/trainer-0"
        })
final class GetCommand extends Leaf {
    @Parameters(paramLabel = "NAME", description = "NAME, or account/region/NAME.")
    String name;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "May be left out where NAME alone is unambiguous.")
    @Nullable
    String account;

    @Option(names = "--region", paramLabel = "REGION", description = "May be left out where NAME alone is unambiguous.")
    @Nullable
    String region;

    @Override
    int run(Session session) {
        var meaning = new Names(session.settings().tenant(), account, region);
        ResourceName whole = meaning.whole(name);
        var known = KnownInstances.read(session);
        ResourceName wanted = whole == null ? meaning.among(known, name) : whole;
        var instance = known.stream()
                .filter(each -> each.resource().equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        ExitException.failed("no instance " + wanted.text() + "; see: muster instances list --all"));
        if (session.isJson()) {
            session.print(session.jsonLines().of(instance));
        } else {
            session.print(InstanceDetail.lines(instance, Instant.now(), session.zone()));
        }
        return 0;
    }
}
