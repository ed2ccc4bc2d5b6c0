package dev.muster.cli;

import dev.muster.cli.kafka.ExitException;
import dev.muster.cli.text.DurationText;
import dev.muster.model.ResourceName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command to the service may carry, and whether to wait for what becomes of it. */
final class SendOptions {
    @Option(
            names = "--deadline",
            paramLabel = "WHEN",
            description = "Give up what is not done by then: from now (5m, PT5M) or an instant (2030-01-31T12:00:00Z).")
    @Nullable
    String deadline;

    @Option(
            names = "--expected-version",
            paramLabel = "N",
            description = "Refuse unless the instance has this version; 0: unless it does not exist.")
    @Nullable
    Long expectedVersion;

    @Option(names = "--dry-run", description = "Validate and answer, but do nothing.")
    boolean dryRun;

    @Option(
            names = "--command-id",
            paramLabel = "ID",
            description = "Send it under this id: sent again, it is answered again and not done again.")
    @Nullable
    String commandId;

    @Option(names = "--watch", description = "Follow it to its result.")
    boolean watch;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "20m",
            description = "Longest time to follow it, e.g. 90s; then exit with 124. Default: 20m.")
    Duration timeout = Duration.ofMinutes(20);

    /** A new one unless one was given. */
    String commandId() {
        if (commandId == null) {
            return UUID.randomUUID().toString();
        }
        if (ResourceName.isCommandId(commandId)) {
            return commandId;
        }
        throw ExitException.usage(
                "--command-id: 1 to 128 of A-Z, a-z, 0-9, dot, underscore, colon and hyphen, not starting with a mark");
    }

    @Nullable
    Instant deadline(Instant now) {
        return deadline == null ? null : instant(deadline, now);
    }

    private static Instant instant(String text, Instant now) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException notAnInstant) {
            return fromNow(text, now);
        }
    }

    private static Instant fromNow(String text, Instant now) {
        try {
            return now.plus(DurationText.parse(text)).truncatedTo(ChronoUnit.MILLIS);
        } catch (IllegalArgumentException notADuration) {
            throw ExitException.usage(
                    "--deadline: '" + text + "' is no duration (5m, PT5M) and no instant" + " (2030-01-31T12:00:00Z)");
        }
    }
}
