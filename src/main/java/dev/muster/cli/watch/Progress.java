package dev.muster.cli.watch;

import dev.muster.cli.kafka.PlannedCommand;
import dev.muster.cli.text.EventText;
import dev.muster.model.Event;
import dev.muster.model.Event.CommandAccepted;
import dev.muster.model.Event.CommandSucceeded;
import dev.muster.model.Event.InstanceChanged;
import dev.muster.model.Failure;
import dev.muster.model.Failure.ItemResult;
import dev.muster.model.ResourceName;
import dev.muster.model.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of some commands that are being followed, and of their instances. Takes events and errors in any order:
 * they come from partitions that know nothing of each other.
 */
public final class Progress {
    private final Instant startedAt;
    private final Map<String, Followed> commands = new LinkedHashMap<>();
    private final Map<String, InstanceRow> rows = new LinkedHashMap<>();
    private @Nullable Verb verb;
    private @Nullable String note;

    /** A command; its result is one of the two. */
    private static final class Followed {
        List<String> expected = List.of();
        boolean accepted;

        @Nullable
        CommandSucceeded succeeded;

        @Nullable
        Failure failed;

        boolean isDone() {
            return succeeded != null || failed != null;
        }
    }

    private Progress(Instant startedAt) {
        this.startedAt = startedAt;
    }

    /** Of commands that are about to be sent. */
    public static Progress of(List<PlannedCommand> planned, Instant now) {
        var progress = new Progress(now);
        for (var each : planned) {
            progress.verb = each.command().verb();
            var followed = new Followed();
            followed.expected =
                    each.resources().stream().map(ResourceName::text).toList();
            progress.commands.put(each.commandId(), followed);
            each.resources().forEach(progress::row);
        }
        return progress;
    }

    /** Of commands somebody sent; what they are for will be heard. */
    public static Progress ofIds(Collection<String> commandIds, Instant now) {
        var progress = new Progress(now);
        commandIds.forEach(id -> progress.commands.put(id, new Followed()));
        return progress;
    }

    /** Whether it was about one of these commands or their instances. */
    public boolean apply(Event event, Instant now) {
        var head = event.head();
        Followed command = head.commandId() == null ? null : commands.get(head.commandId());
        if (command == null && !rows.containsKey(head.resource().text())) {
            return false;
        }
        if (event instanceof CommandAccepted accepted && command != null) {
            accept(command, accepted);
        } else if (event instanceof CommandSucceeded succeeded && command != null) {
            verb = succeeded.verb();
            command.succeeded = succeeded;
            results(succeeded.items(), now);
        } else if (event instanceof InstanceChanged changed) {
            rows.put(head.resource().text(), row(head.resource()).changed(changed, verb, now));
        } else {
            note = EventText.what(event);
        }
        return true;
    }

    /** Whether it was the result of one of these commands. */
    public boolean apply(Failure failure, Instant now) {
        Followed command = failure.commandId() == null ? null : commands.get(failure.commandId());
        if (command == null) {
            return false;
        }
        command.failed = failure;
        results(failure.items(), now);
        var expected = failure.resource() == null ? command.expected : List.of(failure.resource());
        if (failure.items().isEmpty()) {
            expected.forEach(name -> rows.computeIfPresent(name, (key, row) -> row.ended(failure.code(), now)));
        }
        return true;
    }

    /** The service knows better than we what the command is for. */
    private void accept(Followed command, CommandAccepted accepted) {
        verb = accepted.verb();
        command.accepted = true;
        command.expected.stream()
                .filter(name -> !accepted.resources().contains(name))
                .forEach(rows::remove);
        command.expected = accepted.resources();
        accepted.resources().forEach(name -> row(ResourceName.parse(name)));
    }

    private void results(List<ItemResult> items, Instant now) {
        for (var item : items) {
            var name = ResourceName.parse(item.resource());
            rows.put(name.text(), row(name).ended(item.result(), now));
        }
    }

    private InstanceRow row(ResourceName resource) {
        return rows.computeIfAbsent(resource.text(), name -> InstanceRow.waiting(resource));
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** Null until it was heard what the commands are. */
    public @Nullable Verb verb() {
        return verb;
    }

    /** The last remark that is no change of an instance, e.g. that a zone was full; null for none. */
    public @Nullable String note() {
        return note;
    }

    public List<InstanceRow> rows() {
        return List.copyOf(rows.values());
    }

    public boolean isAnyAnswered() {
        return commands.values().stream().anyMatch(each -> each.accepted || each.isDone());
    }

    /** Whether every command has its result. */
    public boolean isDone() {
        return commands.values().stream().allMatch(Followed::isDone);
    }

    /** Whether nothing more is to be heard of what succeeded: results and changes come by different partitions. */
    public boolean isComplete() {
        boolean dryRun = successes().stream().allMatch(CommandSucceeded::dryRun);
        return isDone() && (dryRun || rows.values().stream().allMatch(row -> row.isComplete(verb)));
    }

    public List<String> unanswered() {
        List<String> ids = new ArrayList<>();
        commands.forEach((id, each) -> {
            if (!each.isDone()) {
                ids.add(id);
            }
        });
        return ids;
    }

    public List<CommandSucceeded> successes() {
        List<CommandSucceeded> all = new ArrayList<>();
        commands.values().forEach(each -> {
            if (each.succeeded != null) {
                all.add(each.succeeded);
            }
        });
        return all;
    }

    public List<Failure> failures() {
        List<Failure> all = new ArrayList<>();
        commands.values().forEach(each -> {
            if (each.failed != null) {
                all.add(each.failed);
            }
        });
        return all;
    }
}
