package dev.muster.cli;

import dev.muster.cli.kafka.ExitException;
import dev.muster.cli.watch.Progress;
import dev.muster.cli.watch.Watch;
import dev.muster.model.ResourceName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows commands that were sent before, by anyone. */
@Command(
        name = "watch",
        description = "Follows commands that were sent to their results.",
        footer = {"", "Example:", "  muster watch 2f1c7a52-9d0e-4c7b-8a63-2b1f4f0d7c11"})
final class WatchCommand extends Leaf {
    @Parameters(arity = "1..*", paramLabel = "ID", description = "Command ids.")
    List<String> ids;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How long ago they were sent at most. Default: 1h.")
    Duration since = Duration.ofHours(1);

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "20m",
            description = "Longest time to follow them; then exit with 124. Default: 20m.")
    Duration timeout = Duration.ofMinutes(20);

    @Override
    int run(Session session) {
        if (!ids.stream().allMatch(ResourceName::isCommandId)) {
            throw ExitException.usage("a command id is 1 to 128 of A-Z, a-z, 0-9, dot, underscore, colon and hyphen");
        }
        try (var reader = Watch.open(session.settings())) {
            Instant now = Instant.now();
            reader.toTime(now.minus(since));
            return new Watch(session.settings(), session.contracts(), display(session))
                    .follow(reader, Progress.ofIds(new LinkedHashSet<>(ids), now), timeout);
        }
    }
}
