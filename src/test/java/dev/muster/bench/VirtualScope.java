package dev.muster.bench;

import dev.muster.core.Input;
import dev.muster.core.Output;
import dev.muster.core.Stamp;
import dev.muster.core.SweepParts;
import dev.muster.core.journal.Journal;
import dev.muster.core.journal.MemoryJournal;
import dev.muster.core.journal.Tables;
import dev.muster.core.scope.ScopeDecider;
import dev.muster.core.state.Timer;
import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.Failure;
import dev.muster.model.Outcome;
import dev.muster.model.Scope;
import dev.muster.model.ScopeProfile;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import dev.muster.provider.sandbox.SandboxCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One scope on virtual time: the real core before a sandbox cloud that enforces its buckets by itself. Inputs are decided at
 * the ticks of the commit interval; a call takes as long to and from the provider as the constants say.
 */
final class VirtualScope {
    static final Scope SCOPE = new Scope("default", Sandbox.ACCOUNT, Sandbox.region(0));
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(25);
    private static final Duration TO_PROVIDER = Duration.ofMillis(60);
    private static final Duration FROM_PROVIDER = Duration.ofMillis(60);

    private final ScopeProfile profile;
    private final SandboxCloud cloud;
    private final Consumer<Effect> executed;
    private final Journal journal;
    private final Consumer<Output> told;
    private final PriorityQueue<Later> queue = new PriorityQueue<>(Comparator.comparing(Later::at));
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due));
    private final List<Input> inbox = new ArrayList<>();
    private final Map<Call.Kind, Integer> calls = new EnumMap<>(Call.Kind.class);
    private int throttled;
    private int inputs;
    private Instant now = START;

    private record Later(Instant at, Runnable what) {}

    /**
     * @param executed told of each call that the cloud has carried out, at that very time
     * @param told of every output
     */
    VirtualScope(
            ScopeProfile profile,
            SandboxCloud cloud,
            Consumer<Effect> executed,
            Journal journal,
            Consumer<Output> told) {
        this.profile = profile;
        this.cloud = cloud;
        this.executed = executed;
        this.journal = journal;
        this.told = told;
    }

    VirtualScope(ScopeProfile profile, SandboxCloud cloud, Consumer<Effect> executed) {
        this(profile, cloud, executed, new MemoryJournal(), output -> {});
    }

    Instant now() {
        return now;
    }

    /** Inputs that were decided on. */
    int inputs() {
        return inputs;
    }

    int calls() {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Calls that the cloud was asked for, by kind, refused ones too. */
    Map<Call.Kind, Integer> callsByKind() {
        return calls;
    }

    /** Calls that the cloud refused for its buckets. */
    int throttled() {
        return throttled;
    }

    void arrive(Duration afterStart, Input input) {
        queue.add(new Later(START.plus(afterStart), () -> inbox.add(input)));
    }

    void runFor(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plus(COMMIT_INTERVAL);
            Instant tick = now;
            while (!queue.isEmpty() && !queue.peek().at().isAfter(tick)) {
                Later next = queue.remove();
                now = next.at();
                next.what().run();
            }
            now = tick;
            transaction();
        }
    }

    private void transaction() {
        var inputs = List.copyOf(inbox);
        inbox.clear();
        inputs.forEach(this::decide);
        while (!timers.isEmpty() && !timers.peek().due().isAfter(now)) {
            Timer timer = timers.remove();
            if (timer.equals(journal.get(Tables.TIMERS, SCOPE.text() + "|" + timer.id()))) {
                decide(new Input.TimerFired(timer));
            }
        }
    }

    private void decide(Input input) {
        inputs++;
        var stamp = new Stamp(now, new UUID(1, 2));
        for (Output output : ScopeDecider.decide(SCOPE, profile, journal, input, stamp)) {
            told.accept(output);
            if (output instanceof Output.TimerSet set) {
                timers.add(set.timer());
            } else if (output instanceof Output.Effect effect) {
                Instant issued = now;
                queue.add(new Later(now.plus(TO_PROVIDER), () -> perform(effect.effect(), issued)));
            }
        }
    }

    private void perform(Effect effect, Instant issued) {
        calls.merge(effect.call().kind(), 1, Integer::sum);
        Outcome outcome;
        try {
            Answer answer = cloud.perform(effect.call(), now);
            executed.accept(effect);
            outcome = outcome(effect, issued, Outcome.Class.OK, null, parts(effect.call(), answer), answer.complete());
        } catch (ProviderException e) {
            boolean isThrottle = e.failure().category() == Failure.Category.THROTTLED;
            throttled += isThrottle ? 1 : 0;
            var nothing = new SweepParts(List.of(), List.of());
            outcome = outcome(effect, issued, Outcome.Class.of(e.failure()), e.failure(), nothing, false);
        }
        Outcome heard = outcome;
        queue.add(new Later(now.plus(FROM_PROVIDER), () -> inbox.add(new Input.OutcomeArrived(heard))));
    }

    private static SweepParts parts(Call call, Answer answer) {
        return call instanceof Call.Sweep sweep
                ? SweepParts.of(sweep, answer.rows(), Integer.MAX_VALUE).get(0)
                : new SweepParts(List.of(), answer.rows());
    }

    private Outcome outcome(
            Effect effect, Instant issued, Outcome.Class result, Failure failure, SweepParts part, boolean complete) {
        return new Outcome(
                effect.effectId(),
                effect.attempt(),
                effect.scope(),
                result,
                failure,
                part.rows(),
                part.buckets(),
                complete,
                false,
                issued,
                now,
                "virtual",
                null);
    }
}
