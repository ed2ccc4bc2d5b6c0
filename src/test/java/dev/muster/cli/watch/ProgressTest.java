package dev.muster.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.kafka.PlannedCommand;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.Command.TypeWish;
import dev.muster.model.Event;
import dev.muster.model.Event.CommandAccepted;
import dev.muster.model.Event.CommandSucceeded;
import dev.muster.model.Event.InstanceChanged;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.ItemResult;
import dev.muster.model.LifecycleState;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import dev.muster.model.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is made of the records that come, in whatever order they do: events and errors know nothing of each other. */
class ProgressTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Scope SCOPE = new Scope("acme", "cloud", "mars");
    private static final String ID = "c-1";

    private final Progress progress = Progress.of(List.of(creation(3)), START);

    private static PlannedCommand creation(int count) {
        var create = new CreateInstance(
                "cloud",
                "mars",
                null,
                "vm",
                count,
                List.of(new TypeWish("small", null, null)),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                false,
                null);
        return new PlannedCommand(
                ID,
                create,
                IntStream.range(0, count)
                        .mapToObj(index -> ResourceName.instance(SCOPE, "vm-" + index))
                        .toList());
    }

    private static Event.Head head(ResourceName about, long sequence) {
        return new Event.Head(about, sequence, START, ID, null);
    }

    private static String name(int index) {
        return SCOPE.text() + "/instances/vm-" + index;
    }

    private static Event accepted() {
        return new CommandAccepted(
                head(ResourceName.command(SCOPE, ID), 1), Verb.CREATE, List.of(name(0), name(1), name(2)));
    }

    private static Event succeeded() {
        return new CommandSucceeded(
                head(ResourceName.command(SCOPE, ID), 2), Verb.CREATE, false, items("OK", "OK", "OK"));
    }

    private static List<ItemResult> items(String... results) {
        return IntStream.range(0, results.length)
                .mapToObj(index -> new ItemResult(index, name(index), results[index]))
                .toList();
    }

    private static Event changed(String id, LifecycleState to) {
        return new InstanceChanged(
                head(ResourceName.instance(SCOPE, id), 1), null, to, 1, 1, Event.Cause.COMMAND, null, null, null, null);
    }

    private static Failure failure(String commandId, List<ItemResult> items) {
        return Failure.ours(
                        Category.CAPACITY,
                        "CAPACITY",
                        "No room.",
                        items.isEmpty() ? EffectLeft.NONE : EffectLeft.PARTIAL,
                        Advice.TRY_ELSEWHERE)
                .edit()
                .items(items)
                .about(commandId, null)
                .build();
    }

    private List<String> shown(Instant now) {
        return ProgressView.lines(progress, now, 20);
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(progress.isDone()).isFalse();
        assertThat(progress.unanswered()).containsExactly(ID);
        assertThat(shown(START.plusSeconds(1)))
                .containsExactly(
                        "sent, 1.0 s",
                        "  vm-0  waiting         1.0 s",
                        "  vm-1  waiting         1.0 s",
                        "  vm-2  waiting         1.0 s");
    }

    @Test
    void silenceIsRemarkedUpon() {
        assertThat(shown(START.plusSeconds(11)).get(0))
                .isEqualTo("sent, but not answered for 11.0 s; is the service running?");
    }

    @Test
    void aSuccessIsCompleteOnceTheStatesHaveComeToo() {
        progress.apply(accepted(), START);
        progress.apply(succeeded(), START);
        assertThat(progress.isDone()).isTrue();
        assertThat(progress.isComplete()).isFalse();

        for (int i = 0; i < 3; i++) {
            progress.apply(changed("vm-" + i, LifecycleState.RUNNING), START.plusSeconds(i));
        }

        assertThat(progress.isComplete()).isTrue();
        assertThat(shown(START.plusSeconds(9)))
                .contains("create: 3 of 3 running, 9.0 s", "  vm-2  RUNNING         2.0 s");
        assertThat(ProgressView.summary(progress, START.plusSeconds(2)))
                .isEqualTo("create succeeded, 3 instances, 2.0 s");
    }

    @Test
    void theResultMayComeBeforeTheAcceptance() {
        progress.apply(succeeded(), START);
        progress.apply(accepted(), START);

        assertThat(progress.isDone()).isTrue();
        assertThat(progress.unanswered()).isEmpty();
    }

    @Test
    void aRefusalEndsAllOfThem() {
        assertThat(progress.apply(failure(ID, List.of()), START)).isTrue();

        assertThat(progress.isDone()).isTrue();
        assertThat(progress.failures()).hasSize(1);
        assertThat(progress.rows()).allMatch(InstanceRow::isFailed);
        assertThat(ProgressView.summary(progress, START.plusSeconds(1))).isEqualTo("create failed, 3 instances, 1.0 s");
    }

    @Test
    void aPartialFailureFailsOnlyThoseItNames() {
        progress.apply(accepted(), START);
        progress.apply(changed("vm-0", LifecycleState.RUNNING), START);
        progress.apply(failure(ID, items("OK", "CAPACITY", "OK")), START);

        assertThat(progress.isDone()).isTrue();
        assertThat(progress.rows()).extracting(InstanceRow::isFailed).containsExactly(false, true, false);
    }

    @Test
    void othersRecordsAreNotOurs() {
        assertThat(progress.apply(failure("another", List.of()), START)).isFalse();
        assertThat(progress.apply(failure(null, List.of()), START)).isFalse();
        assertThat(progress.apply(
                        new InstanceChanged(
                                new Event.Head(ResourceName.instance(SCOPE, "else"), 1, START, "another", null),
                                null,
                                LifecycleState.RUNNING,
                                1,
                                1,
                                Event.Cause.COMMAND,
                                null,
                                null,
                                null,
                                null),
                        START))
                .isFalse();
        assertThat(progress.isAnyAnswered()).isFalse();
        assertThat(progress.rows()).hasSize(3);
    }

    @Test
    void whatSomebodyElseSentIsLearnedFromWhatIsHeard() {
        var later = Progress.ofIds(List.of(ID), START);
        assertThat(later.rows()).isEmpty();

        later.apply(accepted(), START);

        assertThat(later.verb()).isEqualTo(Verb.CREATE);
        assertThat(later.rows()).hasSize(3);
    }

    @Test
    void aShortTerminalShowsTheMostInterestingAndCountsTheRest() {
        var many = Progress.of(List.of(creation(30)), START);
        many.apply(changed("vm-7", LifecycleState.PROVISIONING), START);

        List<String> lines = ProgressView.lines(many, START, 5);

        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).contains("vm-7", "PROVISIONING");
        assertThat(lines.get(4)).isEqualTo("  and 27 more; in all 1 PROVISIONING, 29 waiting");
    }
}
