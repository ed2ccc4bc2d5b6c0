package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.Identifiers;
import dev.muster.model.Call;
import dev.muster.model.Event;
import dev.muster.model.Event.InstanceChanged;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.LifecycleState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole life, from a command in JSON to the end of its machines, and everything that is said of it. */
class LifeTest {
    private static final String CREATION = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String TERMINATION = "00-11111111111111111111111111111111-2222222222222222-01";

    @TempDir
    Path directory;

    private DrivenEngine engine;

    @BeforeEach
    void live() {
        engine = DrivenEngine.start(directory);
        engine.send(Post.create("make", "trainer", "\"count\":3").header("traceparent", CREATION));
        engine.pass(Duration.ofSeconds(20));
        for (int i = 0; i < 3; i++) {
            engine.send(Post.act("end-" + i, "Terminate", "trainer-" + i).header("traceparent", TERMINATION));
        }
        engine.pass(Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void threeMachinesAreMadeByOneCallAndEndedByOne() {
        assertThat(engine.errors()).isEmpty();
        assertThat(calls(Call.Kind.LAUNCH)).extracting(Call::size).containsExactly(3);
        assertThat(calls(Call.Kind.TERMINATE)).extracting(Call::size).containsExactly(3);
        assertThat(Sandboxes.live(DrivenEngine.ACCOUNT)).isEmpty();
    }

    @Test
    void everyCommandIsAcceptedAndThenSucceedsOnce() {
        for (String id : List.of("make", "end-0", "end-1", "end-2")) {
            assertThat(about(DrivenEngine.SCOPE + "/commands/" + id))
                    .extracting(event -> event.getClass().getSimpleName())
                    .as(id)
                    .containsExactly("CommandAccepted", "CommandSucceeded");
        }
    }

    @Test
    void anInstanceGoesThroughItsStatesWithoutAGap() {
        for (int i = 0; i < 3; i++) {
            List<InstanceChanged> changes =
                    about(instance(i)).stream().map(InstanceChanged.class::cast).toList();
            // Twice where the state stayed and something else changed: it was bound to its machine, its raw words
            // differ.
            assertThat(changes)
                    .extracting(InstanceChanged::to)
                    .containsExactly(
                            LifecycleState.REQUESTED,
                            LifecycleState.PROVISIONING,
                            LifecycleState.PROVISIONING,
                            LifecycleState.RUNNING,
                            LifecycleState.TERMINATING,
                            LifecycleState.TERMINATING,
                            LifecycleState.TERMINATED);
            IntStream.range(1, changes.size())
                    .forEach(step -> assertThat(changes.get(step).from())
                            .isEqualTo(changes.get(step - 1).to()));
        }
    }

    @Test
    void sequencesHaveNoGap() {
        Map<String, Long> last = new HashMap<>();
        for (var told : engine.events()) {
            var head = told.value().head();
            assertThat(told.key()).isEqualTo(head.resource().text());
            assertThat(head.sequence()).as(told.key()).isEqualTo(last.merge(told.key(), 1L, Long::sum));
        }
        assertThat(last).hasSize(4 + 3);
    }

    @Test
    void theStateTopicFollowsTheEvents() {
        Map<String, InstanceSnapshot> latest = new HashMap<>();
        engine.snapshots().forEach(told -> latest.put(told.key(), told.value()));

        assertThat(latest.keySet()).containsExactlyInAnyOrder(instance(0), instance(1), instance(2));
        latest.forEach((name, snapshot) -> {
            assertThat(snapshot.lifecycle()).isEqualTo(LifecycleState.TERMINATED);
            assertThat(snapshot.sequence()).isEqualTo(about(name).size());
        });
        var running = engine.snapshots().stream()
                .map(Told::value)
                .filter(snapshot -> snapshot.lifecycle() == LifecycleState.RUNNING)
                .toList();
        assertThat(running).isNotEmpty().allSatisfy(snapshot -> assertThat(snapshot.observed())
                .isNotNull());
        Map<String, String> machines = new HashMap<>();
        running.forEach(snapshot ->
                machines.merge(snapshot.resource().id(), snapshot.identity().providerId(), (one, other) -> {
                    assertThat(other).isEqualTo(one);
                    return one;
                }));
        assertThat(machines).hasSize(3);
        assertThat(machines.values()).doesNotHaveDuplicates();
    }

    @Test
    void eventsAreCloudEvents() {
        for (var told : engine.events()) {
            var head = told.value().head();
            UUID id = Identifiers.eventId(head.resource().text(), head.sequence());
            assertThat(told.header("ce_id")).isEqualTo(id.toString());
            assertThat(told.header("ce_specversion")).isEqualTo("1.0");
            assertThat(told.header("ce_type"))
                    .isEqualTo("dev.muster.events." + told.value().getClass().getSimpleName());
            assertThat(told.header("ce_source")).isEqualTo("/muster/" + DrivenEngine.SCOPE);
            assertThat(told.header("ce_subject")).isEqualTo(head.resource().text());
            assertThat(told.header("ce_time")).isEqualTo(head.at().toString());
            assertThat(told.header("content-type")).isEqualTo("application/avro");
        }
        assertThat(engine.events()).extracting(told -> told.header("ce_id")).doesNotHaveDuplicates();
    }

    @Test
    void theTraceGoesFromTheCommandThroughTheCallToTheEvents() {
        assertThat(traceOf(Call.Kind.LAUNCH)).isEqualTo(CREATION);
        assertThat(traceOf(Call.Kind.TERMINATE)).isEqualTo(TERMINATION);
        assertThat(engine.outcomeRecords())
                .extracting(told -> told.header("traceparent"))
                .contains(CREATION, TERMINATION);
        assertThat(tracesOf("make")).containsOnly(CREATION);
        assertThat(tracesOf("end-1")).containsOnly(TERMINATION);
        assertThat(engine.events()).allSatisfy(told -> assertThat(told.header("traceparent"))
                .as(told.value().toString())
                .isEqualTo(told.value().head().traceparent()));
    }

    /** A row of the provider's is nobody's command, but what it shows was asked for by one. */
    @Test
    void whatTheProviderShowsBelongsToTheTraceThatAskedForIt() {
        Map<LifecycleState, String> traces = new HashMap<>();
        about(instance(0))
                .forEach(event ->
                        traces.put(((InstanceChanged) event).to(), event.head().traceparent()));

        assertThat(traces)
                .containsEntry(LifecycleState.RUNNING, CREATION)
                .containsEntry(LifecycleState.TERMINATED, TERMINATION);
    }

    private List<Call> calls(Call.Kind kind) {
        return engine.effects().stream()
                .map(told -> told.value().call())
                .filter(call -> call.kind() == kind)
                .toList();
    }

    private String traceOf(Call.Kind kind) {
        var effect = engine.effects().stream()
                .filter(told -> told.value().call().kind() == kind)
                .findFirst()
                .orElseThrow();
        assertThat(effect.header("traceparent")).isEqualTo(effect.value().traceparent());
        return effect.header("traceparent");
    }

    private List<String> tracesOf(String commandId) {
        return engine.events().stream()
                .map(Told::value)
                .filter(event -> commandId.equals(event.head().commandId()))
                .map(event -> event.head().traceparent())
                .toList();
    }

    private List<Event> about(String resource) {
        var events = engine.events().stream()
                .map(Told::value)
                .filter(event -> event.head().resource().text().equals(resource))
                .toList();
        assertThat(events)
                .extracting(event -> event.head().sequence())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        return events;
    }

    private static String instance(int index) {
        return DrivenEngine.SCOPE + "/instances/trainer-" + index;
    }
}
