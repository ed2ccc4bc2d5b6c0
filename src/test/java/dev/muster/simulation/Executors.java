package dev.muster.simulation;

import dev.muster.core.Input;
import dev.muster.core.SweepParts;
import dev.muster.model.Call;
import dev.muster.model.Effect;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.Confidence;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.ProviderWords;
import dev.muster.model.Failure.Reach;
import dev.muster.model.ObservedInstance;
import dev.muster.model.Outcome;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executors that fail as real ones do: they crash before and after the call, are paused and wake up late, read a wrong
 * clock, get effects twice, and lose answers; their outcomes are lost, repeated and late.
 */
final class Executors {
    private static final int ROWS_PER_PART = 4;

    private final World world;

    Executors(World world) {
        this.world = world;
    }

    void deliver(Effect effect) {
        if (world.chance(world.faults.hintDropped())) {
            return;
        }
        arrive(effect);
        if (world.chance(world.faults.hintDuplicated())) {
            arrive(effect);
        }
    }

    private void arrive(Effect effect) {
        Duration delay = world.faulty() ? world.upTo(world.faults.hintDelayMax()) : Duration.ofMillis(5);
        world.time.after(delay, () -> take(effect));
    }

    private void take(Effect effect) {
        if (world.chance(world.faults.executorCrashedBeforeCall())) {
            redeliver(effect);
            return;
        }
        Duration pause =
                world.chance(world.faults.executorPaused()) ? world.upTo(world.faults.pauseMax()) : Duration.ZERO;
        Duration skew = world.chance(world.faults.clockSkewed())
                ? Duration.ofMillis(world.random.nextLong(-4_900, 4_900))
                : Duration.ZERO;
        world.time.after(pause, () -> run(effect, skew));
    }

    private void run(Effect effect, Duration skew) {
        Instant clock = world.time.now().plus(skew);
        if (clock.isAfter(effect.notAfter())) {
            publish(outcome(effect, Outcome.Class.EXPIRED, null, List.of(), true, clock, skew));
            return;
        }
        boolean looksFirst = effect.call() instanceof Call.Launch && !world.profile.tokens();
        Duration travel = Duration.ofMillis(world.random.nextLong(10, world.faulty() ? 3_000 : 100));
        if (looksFirst) {
            world.time.after(travel, () -> lookThenLaunch(effect, clock, skew));
        } else {
            world.time.after(travel, () -> perform(effect, clock, skew));
        }
    }

    /** What the adapter of a cloud without tokens does: a machine of that name is the answer. */
    private void lookThenLaunch(Effect effect, Instant started, Duration skew) {
        var launch = (Call.Launch) effect.call();
        try {
            Answer found = world.call(new Call.Find(launch.ownership(), launch.findKey()));
            List<ObservedInstance> alive =
                    found.rows().stream().filter(row -> row.state().isLive()).toList();
            if (alive.isEmpty()) {
                world.time.after(Duration.ofMillis(20), () -> perform(effect, started, skew));
            } else {
                publish(outcome(effect, Outcome.Class.OK, null, alive, true, started, skew));
            }
        } catch (ProviderException e) {
            publish(outcome(effect, Outcome.Class.of(e.failure()), e.failure(), List.of(), true, started, skew));
        }
    }

    private void perform(Effect effect, Instant started, Duration skew) {
        Answer answer = null;
        Failure failure = null;
        if (world.chance(world.faults.throttled())) {
            failure = failure(Category.THROTTLED, EffectLeft.NONE);
        } else {
            try {
                answer = call(effect.call());
            } catch (ProviderException e) {
                failure = e.failure();
            }
        }
        if (world.chance(world.faults.executorCrashedAfterCall())) {
            redeliver(effect);
            return;
        }
        if (world.chance(world.faults.answerLost())) {
            answer = null;
            EffectLeft left = effect.call().kind().isMutating() ? EffectLeft.UNKNOWN : EffectLeft.NONE;
            failure = failure(Category.TIMEOUT, left);
        }
        respond(effect, answer, failure, started, skew);
        if (world.chance(world.faults.effectRedelivered())) {
            redeliver(effect);
        }
    }

    /** As the cloud does it; now and then a verb reaches half of its machines only, and the answer does not hide it. */
    private Answer call(Call call) {
        if (call instanceof Call.Act act && act.size() > 1 && world.chance(world.faults.actCutShort())) {
            int half = act.size() / 2;
            Answer answer =
                    world.call(new Call.Act(act.kind(), act.providerIds().subList(0, half)));
            return Answer.partial(answer.rows(), answer.requestId());
        }
        return world.call(call);
    }

    private void respond(
            Effect effect, @Nullable Answer answer, @Nullable Failure failure, Instant started, Duration skew) {
        if (answer == null) {
            publish(outcome(effect, Outcome.Class.of(failure), failure, List.of(), true, started, skew));
        } else if (answer.gone()) {
            publish(outcome(effect, Outcome.Class.GONE, null, List.of(), true, started, skew));
        } else if (effect.call() instanceof Call.Sweep sweep) {
            boolean complete = answer.complete() && !world.cutsListing();
            List<ObservedInstance> shown = answer.rows().stream()
                    .filter(row -> !world.hides(row.providerId()))
                    .toList();
            List<ObservedInstance> rows = complete ? shown : shown.subList(0, shown.size() / 2);
            List<SweepParts> parts = SweepParts.of(sweep, rows, ROWS_PER_PART);
            for (int part = 0; part < parts.size(); part++) {
                boolean more = part < parts.size() - 1;
                publish(part(effect, parts.get(part), complete, more, started, skew));
            }
        } else {
            publish(outcome(effect, Outcome.Class.OK, null, answer.rows(), answer.complete(), started, skew));
        }
    }

    /** Whoever takes over reads the effect again from the last committed offset. */
    private void redeliver(Effect effect) {
        world.time.after(world.upTo(Duration.ofSeconds(60)), () -> take(effect));
    }

    private void publish(Outcome outcome) {
        if (world.chance(world.faults.hintDropped())) {
            return;
        }
        arrive(outcome);
        if (world.chance(world.faults.hintDuplicated())) {
            arrive(outcome);
        }
    }

    private void arrive(Outcome outcome) {
        Duration delay = world.faulty() ? world.upTo(world.faults.hintDelayMax()) : Duration.ofMillis(5);
        byte[] bytes = World.CONTRACTS.outcomes().encode(outcome);
        world.time.after(
                delay,
                () -> world.host.receive(
                        new Input.OutcomeArrived(World.CONTRACTS.outcomes().decode(bytes))));
    }

    private static Failure failure(Category category, EffectLeft left) {
        var words = new ProviderWords("sandbox", "Any", category.name(), 0, null, "The simulation willed it.");
        return Failure.of(category, left, Confidence.EXACT, Reach.REQUEST, words);
    }

    private Outcome part(
            Effect effect, SweepParts part, boolean complete, boolean more, Instant started, Duration skew) {
        return new Outcome(
                effect.effectId(),
                effect.attempt(),
                effect.scope(),
                Outcome.Class.OK,
                null,
                part.rows(),
                part.buckets(),
                complete,
                more,
                started,
                world.time.now().plus(skew),
                "executor",
                null);
    }

    private Outcome outcome(
            Effect effect,
            Outcome.Class outcomeClass,
            @Nullable Failure failure,
            List<ObservedInstance> rows,
            boolean complete,
            Instant started,
            Duration skew) {
        return new Outcome(
                effect.effectId(),
                effect.attempt(),
                effect.scope(),
                outcomeClass,
                failure,
                rows,
                List.of(),
                complete,
                false,
                started,
                world.time.now().plus(skew),
                "executor",
                null);
    }
}
