package dev.muster.core.admission;

import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.Violation;
import java.util.List;

/** The refusals that are ours alone: nothing was called, and nothing is left behind. */
public final class Refusals {
    private Refusals() {}

    public static Failure commandIdConflict() {
        return Failure.refusal(
                Category.CONFLICT,
                "COMMAND_ID_CONFLICT",
                "A command of this id was accepted before with another body.",
                List.of(new Violation("ce_id", "REUSED", "Give every command an id of its own.")));
    }

    public static Failure deadlinePassed() {
        return Failure.refusal(
                Category.TIMEOUT,
                "DEADLINE_EXCEEDED",
                "The command's deadline had passed before it was acted on.",
                List.of(new Violation("deadline", "PASSED", "The deadline lies in the past.")));
    }

    public static Failure noSuchInstance() {
        return Failure.refusal(
                Category.NOT_FOUND,
                "NO_SUCH_INSTANCE",
                "There is no instance of this name in this account and region.",
                List.of(new Violation("name", "UNKNOWN_INSTANCE", "No instance of this name is known.")));
    }

    public static Failure staleVersion(long version) {
        return Failure.refusal(
                Category.CONFLICT,
                "STALE_VERSION",
                "The instance has version " + version + ".",
                List.of(new Violation("expectedVersion", "STALE", "The present version is " + version + ".")));
    }

    public static Failure alreadyExists(String id) {
        return Failure.refusal(
                Category.ALREADY_EXISTS,
                "NAME_TAKEN",
                "An instance " + id + " exists with another specification, or is being ended.",
                List.of(new Violation("name", "TAKEN", id + " exists.")));
    }
}
