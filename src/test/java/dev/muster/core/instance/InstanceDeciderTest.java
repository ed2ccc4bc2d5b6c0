package dev.muster.core.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.muster.core.Limits;
import dev.muster.core.instance.InstanceDecision.Done;
import dev.muster.core.state.Instance;
import dev.muster.core.state.Instance.Action;
import dev.muster.core.state.Instance.Creation;
import dev.muster.core.state.Instance.Gone;
import dev.muster.core.state.Instance.Live;
import dev.muster.core.state.Instance.Waiting;
import dev.muster.model.Event.Identity;
import dev.muster.model.Failure;
import dev.muster.model.Health;
import dev.muster.model.InstanceSnapshot.Desired;
import dev.muster.model.InstanceSnapshot.Power;
import dev.muster.model.InstanceTypeKey;
import dev.muster.model.LifecycleState;
import dev.muster.model.Market;
import dev.muster.model.ObservationSource;
import dev.muster.model.ObservedInstance;
import dev.muster.model.Placement;
import dev.muster.model.Precision;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import dev.muster.model.TerminationReason;
import dev.muster.model.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstanceDeciderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID CALL = new UUID(1, 2);
    private static final InstanceTypeKey SMALL = new InstanceTypeKey("sandbox", null, "small", null);
    private static final Identity IDENTITY = new Identity(
            "i-1",
            SMALL,
            Market.ON_DEMAND,
            new Placement("a", "sandbox", "r", null, null, Precision.REGION, null, null, null, null, List.of(), null),
            "token",
            0,
            NOW);
    private static final Failure REFUSED =
            Failure.refusal(Failure.Category.INVALID_REQUEST, "INVALID_REQUEST", "no", List.of());
    private static final List<InstanceInput> SAMPLES = List.of(
            new InstanceInput.LaunchOpened(CALL, 0),
            new InstanceInput.LaunchUnfilled(),
            new InstanceInput.LaunchGivenUp(REFUSED),
            new InstanceInput.LaunchVanished(),
            new InstanceInput.Bound(IDENTITY, row(LifecycleState.RUNNING), NOW, ObservationSource.RESPONSE),
            new InstanceInput.Seen(row(LifecycleState.RUNNING), NOW, ObservationSource.POLL),
            new InstanceInput.Unseen(false),
            new InstanceInput.VerbAsked("c", Verb.STOP, NOW.plusSeconds(60)),
            new InstanceInput.ActCalled(Verb.STOP),
            new InstanceInput.ActAccepted(Verb.STOP),
            new InstanceInput.ActDeferred(Verb.STOP),
            new InstanceInput.ActRefused(Verb.STOP, REFUSED),
            new InstanceInput.EndDecided(TerminationReason.EXPIRED, null),
            new InstanceInput.PatienceChecked());

    /** Stands in for the exhaustive switch that Java 17 lacks: a new input with no case fails here. */
    @Test
    void everyInputHasADecisionInEveryPhase() {
        assertThat(SAMPLES.stream().map(Object::getClass).toList())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(InstanceInput.class.getPermittedSubclasses()).toList());
        for (Instance instance : List.of(waiting(), launching(), running(), gone())) {
            SAMPLES.forEach(input -> assertThatCode(() -> InstanceDecider.decide(instance, input, NOW))
                    .as(input + " for " + instance.phase())
                    .doesNotThrowAnyException());
        }
    }

    @Test
    void aMachineThatRunsAnswersItsCreation() {
        var decision = InstanceDecider.decide(
                launching(),
                new InstanceInput.Bound(IDENTITY, row(LifecycleState.RUNNING), NOW, ObservationSource.RESPONSE),
                NOW);

        assertThat(decision.next().lifecycle()).isEqualTo(LifecycleState.RUNNING);
        assertThat(decision.done()).containsExactly(new Done("create", 0, null));
        assertThat(decision.steps()).hasSize(1);
    }

    @Test
    void aTerminationBeforeTheLaunchDropsItAndNothingIsSent() {
        var decision = InstanceDecider.decide(waiting(), asked(Verb.TERMINATE), NOW);

        assertThat(decision.next().phase()).isInstanceOf(Gone.class);
        assertThat(decision.next().reason()).isEqualTo(TerminationReason.USER);
        assertThat(decision.act()).isNull();
        assertThat(decision.done()).extracting(Done::commandId).containsExactly("create", "verb");
        assertThat(decision.done().get(1).failure()).isNull();
    }

    @Test
    void aTerminationDuringTheLaunchEndsTheMachineAsSoonAsItAppears() {
        Instance cancelled =
                InstanceDecider.decide(launching(), asked(Verb.TERMINATE), NOW).next();

        var decision = InstanceDecider.decide(
                cancelled,
                new InstanceInput.Bound(IDENTITY, row(LifecycleState.PROVISIONING), NOW, ObservationSource.RESPONSE),
                NOW);

        assertThat(cancelled.lifecycle()).isEqualTo(LifecycleState.TERMINATING);
        assertThat(decision.act()).isEqualTo(Verb.TERMINATE);
    }

    @Test
    void anObservationOlderThanTheLastIsDropped() {
        var decision = InstanceDecider.decide(
                running(),
                new InstanceInput.Seen(row(LifecycleState.STOPPED), NOW.minusSeconds(1), ObservationSource.POLL),
                NOW);

        assertThat(decision.taken()).isFalse();
        assertThat(decision.next()).isEqualTo(running());
    }

    @Test
    void theSameObservationAgainMakesNoEvent() {
        var decision = InstanceDecider.decide(
                running(),
                new InstanceInput.Seen(row(LifecycleState.RUNNING), NOW.plusSeconds(1), ObservationSource.POLL),
                NOW);

        assertThat(decision.steps()).isEmpty();
        assertThat(decision.taken()).isTrue();
    }

    @Test
    void aRowThatStillRunsRightAfterAnAcceptedStopIsTakenForLate() {
        Instance stopping = accepted(Verb.STOP);

        var soon = InstanceDecider.decide(
                stopping,
                new InstanceInput.Seen(row(LifecycleState.RUNNING), NOW.plusSeconds(5), ObservationSource.POLL),
                NOW.plusSeconds(5));
        var late = InstanceDecider.decide(
                stopping,
                new InstanceInput.Seen(row(LifecycleState.RUNNING), NOW.plusSeconds(90), ObservationSource.POLL),
                NOW.plusSeconds(90));

        assertThat(soon.taken()).isFalse();
        assertThat(late.next().lifecycle()).isEqualTo(LifecycleState.RUNNING);
        assertThat(late.act()).as("stopped again, for the command still waits").isEqualTo(Verb.STOP);
    }

    @Test
    void aTerminationOvertakesAStopThatIsNotUnderWay() {
        Instance stopping =
                InstanceDecider.decide(running(), asked(Verb.STOP), NOW).next();

        var decision = InstanceDecider.decide(
                stopping, new InstanceInput.VerbAsked("end", Verb.TERMINATE, NOW.plusSeconds(60)), NOW);

        assertThat(decision.act()).isEqualTo(Verb.TERMINATE);
        assertThat(decision.done()).extracting(Done::commandId).containsExactly("verb");
        assertThat(decision.done().get(0).failure().code()).isEqualTo("CANCELLED_BY_TERMINATION");
        assertThat(decision.done().get(0).failure().effect()).isEqualTo(Failure.EffectLeft.NONE);
    }

    @Test
    void aTerminationWaitsForACallThatIsUnderWay() {
        Instance called = InstanceDecider.decide(
                        InstanceDecider.decide(running(), asked(Verb.STOP), NOW).next(),
                        new InstanceInput.ActCalled(Verb.STOP),
                        NOW)
                .next();

        var decision = InstanceDecider.decide(
                called, new InstanceInput.VerbAsked("end", Verb.TERMINATE, NOW.plusSeconds(60)), NOW);
        var after = InstanceDecider.decide(decision.next(), new InstanceInput.ActAccepted(Verb.STOP), NOW);

        assertThat(decision.act()).isNull();
        assertThat(after.act()).isEqualTo(Verb.TERMINATE);
    }

    @Test
    void aVanishedMachineIsGoneOnlyOnceProven() {
        var once = InstanceDecider.decide(running(), new InstanceInput.Unseen(false), NOW);
        var proven = InstanceDecider.decide(once.next(), new InstanceInput.Unseen(true), NOW);

        assertThat(once.next().isGone()).isFalse();
        assertThat(proven.next().reason()).isEqualTo(TerminationReason.EXTERNAL);
    }

    @Test
    void anEndedInstanceThatIsSeenAgainIsAnAnomalyAndStaysEnded() {
        var decision = InstanceDecider.decide(
                gone(),
                new InstanceInput.Seen(row(LifecycleState.RUNNING), NOW.plusSeconds(1), ObservationSource.POLL),
                NOW);

        assertThat(decision.anomaly()).isNotNull();
        assertThat(decision.next()).isEqualTo(gone());
    }

    @Test
    void aRebootIsAnsweredByTheFirstRowThatShowsItUpAgain() {
        Instance rebooting = accepted(Verb.REBOOT);

        var decision = InstanceDecider.decide(
                rebooting,
                new InstanceInput.Seen(row(LifecycleState.RUNNING), NOW.plusSeconds(2), ObservationSource.POLL),
                NOW.plusSeconds(3));

        assertThat(rebooting.lifecycle()).isEqualTo(LifecycleState.REBOOTING);
        assertThat(decision.done()).containsExactly(new Done("verb", 0, null));
    }

    @Test
    void aLaunchThatNeverRunsIsEndedAndItsCommandFails() {
        Instance bound = InstanceDecider.decide(
                        launching(),
                        new InstanceInput.Bound(
                                IDENTITY, row(LifecycleState.PROVISIONING), NOW, ObservationSource.RESPONSE),
                        NOW)
                .next();

        var decision =
                InstanceDecider.decide(bound, new InstanceInput.PatienceChecked(), NOW.plus(Limits.PROVISION_TIMEOUT));

        assertThat(decision.act()).isEqualTo(Verb.TERMINATE);
        assertThat(decision.done().get(0).failure().code()).isEqualTo("PROVISION_TIMEOUT");
    }

    private static Instance accepted(Verb verb) {
        Instance asked = InstanceDecider.decide(running(), asked(verb), NOW).next();
        Instance called = InstanceDecider.decide(asked, new InstanceInput.ActCalled(verb), NOW)
                .next();
        Instance accepted = InstanceDecider.decide(called, new InstanceInput.ActAccepted(verb), NOW)
                .next();
        assertThat(((Live) accepted.phase()).action().stage()).isEqualTo(Action.Stage.ACCEPTED);
        return accepted;
    }

    private static InstanceInput asked(Verb verb) {
        return new InstanceInput.VerbAsked("verb", verb, NOW.plus(Duration.ofMinutes(15)));
    }

    private static Instance launching() {
        return InstanceDecider.decide(waiting(), new InstanceInput.LaunchOpened(CALL, 0), NOW)
                .next();
    }

    private static Instance running() {
        return InstanceDecider.decide(
                        launching(),
                        new InstanceInput.Bound(IDENTITY, row(LifecycleState.RUNNING), NOW, ObservationSource.RESPONSE),
                        NOW)
                .next();
    }

    private static Instance gone() {
        return InstanceDecider.decide(running(), new InstanceInput.Unseen(true), NOW)
                .next();
    }

    private static Instance waiting() {
        var desired = new Desired(Power.RUNNING, List.of(SMALL), List.of(), List.of(), null, Map.of(), null, "create");
        return new Instance(
                ResourceName.instance(new Scope("t", "a", "r"), "vm"),
                1,
                1,
                1,
                LifecycleState.REQUESTED,
                null,
                null,
                desired,
                "digest",
                new Waiting(0),
                null,
                new Creation("create", 0, null),
                List.of(),
                null,
                null,
                null,
                NOW);
    }

    private static ObservedInstance row(LifecycleState state) {
        return new ObservedInstance(
                "i-1",
                "token",
                0,
                state,
                state.name().toLowerCase(java.util.Locale.ROOT),
                "",
                null,
                Health.OK,
                "small",
                Market.ON_DEMAND,
                null,
                null,
                "10.0.0.1",
                null,
                NOW,
                null);
    }
}
