package dev.muster.cli.watch;

import dev.muster.cli.text.DurationText;
import dev.muster.cli.text.Plain;
import dev.muster.cli.text.Table;
import dev.muster.model.LifecycleState;
import dev.muster.model.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Progress as a person sees it: a headline, and a line an instance. Pure. */
final class ProgressView {
    /** From here on silence is worth a remark. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ProgressView() {}

    /** As it is shown while it goes on. At most {@code linesMax} lines; where they are too few, the rest is counted. */
    static List<String> lines(Progress progress, Instant now, int linesMax) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(progress, now));
        var rows = progress.rows();
        int room = Math.max(1, linesMax - (progress.note() == null ? 1 : 2));
        boolean all = rows.size() <= room;
        var shown = all ? rows : mostInteresting(rows, room - 1);
        int width = shown.stream()
                .mapToInt(row -> row.resource().id().length())
                .max()
                .orElse(0);
        shown.forEach(row -> lines.add(line(row, progress, now, width)));
        if (!all) {
            lines.add("  and " + (rows.size() - shown.size()) + " more; in all " + counts(rows));
        }
        if (progress.note() != null) {
            lines.add("  " + progress.note());
        }
        return lines;
    }

    /** Whether nobody has answered for so long that it is worth a remark. */
    static boolean isSilent(Progress progress, Instant now) {
        return !progress.isAnyAnswered()
                && Duration.between(progress.startedAt(), now).compareTo(PATIENCE) >= 0;
    }

    static String headline(Progress progress, Instant now) {
        Duration elapsed = Duration.between(progress.startedAt(), now);
        if (!progress.isAnyAnswered()) {
            return !isSilent(progress, now)
                    ? "sent, " + DurationText.elapsed(elapsed)
                    : "sent, but not answered for " + DurationText.elapsed(elapsed) + "; is the service running?";
        }
        var rows = progress.rows();
        LifecycleState goal = InstanceRow.goal(progress.verb());
        long there = rows.stream()
                .filter(row -> row.state() == goal || InstanceRow.OK.equals(row.result()))
                .count();
        return verb(progress.verb()) + ": " + there + " of " + rows.size() + " " + (goal == null ? "done" : word(goal))
                + ", " + DurationText.elapsed(elapsed);
    }

    private static String line(InstanceRow row, Progress progress, Instant now, int width) {
        Instant until = row.settledAt() == null ? now : row.settledAt();
        String elapsed = DurationText.elapsed(Duration.between(progress.startedAt(), until));
        return ("  " + Table.padded(row.resource().id(), width) + "  " + Table.padded(state(row), 14) + "  "
                        + Table.padded(elapsed, 8) + Plain.safe(String.join("  ", row.facts())))
                .stripTrailing();
    }

    private static String state(InstanceRow row) {
        if (row.isFailed()) {
            return (row.state() == null ? "" : row.state() + " ") + row.result();
        }
        if (row.state() != null) {
            return row.state().toString();
        }
        return row.result() == null ? "waiting" : "unchanged";
    }

    /** Those that failed, then those under way, then the others. */
    private static List<InstanceRow> mostInteresting(List<InstanceRow> rows, int max) {
        return rows.stream()
                .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                .limit(max)
                .toList();
    }

    private static int rank(InstanceRow row) {
        return row.isFailed() ? 0 : row.settledAt() == null && row.state() != null ? 1 : row.state() == null ? 2 : 3;
    }

    private static String counts(List<InstanceRow> rows) {
        Map<String, Long> counts =
                rows.stream().collect(Collectors.groupingBy(ProgressView::state, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The last line, once all have their results. */
    static String summary(Progress progress, Instant now) {
        String took = DurationText.elapsed(Duration.between(progress.startedAt(), now));
        int succeeded = progress.successes().size();
        int failed = progress.failures().size();
        if (succeeded + failed == 1) {
            int instances = progress.rows().size();
            boolean dryRun = progress.successes().stream().anyMatch(each -> each.dryRun());
            return verb(progress.verb()) + (failed == 1 ? " failed" : " succeeded")
                    + (dryRun ? " (dry run: nothing was done)" : "")
                    + (instances == 1 ? "" : ", " + instances + " instances") + ", " + took;
        }
        return verb(progress.verb()) + ": " + succeeded + " succeeded, " + failed + " failed, " + took;
    }

    private static String word(LifecycleState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String verb(@Nullable Verb verb) {
        return verb == null ? "command" : verb.name().toLowerCase(Locale.ROOT);
    }
}
