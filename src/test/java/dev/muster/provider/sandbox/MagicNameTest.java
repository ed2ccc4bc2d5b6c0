package dev.muster.provider.sandbox;

import static dev.muster.provider.sandbox.CloudUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.TerminationReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MagicNameTest {
    private final CloudUnderTest cloud = CloudUnderTest.slow(SandboxProfile.EC2_LIKE, Duration.ZERO);

    @ParameterizedTest
    @CsvSource({
        "FAIL_INVALID, INVALID_REQUEST, NONE",
        "FAIL_CAPACITY, CAPACITY, NONE",
        "FAIL_QUOTA, QUOTA, NONE",
        "FAIL_AUTH, UNAUTHENTICATED, NONE",
        "THROTTLE_ONCE, THROTTLED, NONE",
        "HANG, TIMEOUT, UNKNOWN"
    })
    void nothingIsMade(MagicName magic, Category category, EffectLeft effect) {
        var failure = failureOf(() -> cloud.launch(Launches.of("k").image(magic)));

        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.effect()).isEqualTo(effect);
        assertThat(failure.provider().operation()).isEqualTo("RunInstances");
        assertThat(cloud.operator().machines(cloud.now)).isEmpty();
    }

    @Test
    void aLostAnswerLeavesAMachineAndIsLostAgain() {
        var launch = Launches.of("k").image(MagicName.LOSE_ANSWER);
        var first = failureOf(() -> cloud.launch(launch));

        var again = failureOf(() -> cloud.launch(launch));

        assertThat(first.category()).isEqualTo(Category.TRANSIENT);
        assertThat(first.effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(first.advice()).isEqualTo(Advice.REPLAY);
        assertThat(again.effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(cloud.operator().live(cloud.now)).hasSize(1);
    }

    @Test
    void withoutATokenALostAnswerAsksForALookFirst() {
        var lambda = CloudUnderTest.lambda();

        var failure = failureOf(() -> lambda.launch(Launches.of("k").image(MagicName.LOSE_ANSWER)));

        assertThat(failure.advice()).isEqualTo(Advice.RECONCILE_FIRST);
        assertThat(lambda.operator().live(lambda.now)).hasSize(1);
    }

    @Test
    void anAnswerLostOnceIsHeardOnReplay() {
        var launch = Launches.of("k").image(MagicName.LOSE_ANSWER_ONCE);
        failureOf(() -> cloud.launch(launch));

        assertThat(cloud.launch(launch).rows()).hasSize(1);
        assertThat(cloud.operator().madeByFindKey()).containsEntry("k", 1);
    }

    @Test
    void aThrottleOnceLetsTheNextTryThrough() {
        var launch = Launches.of("k").image(MagicName.THROTTLE_ONCE);
        failureOf(() -> cloud.launch(launch));

        assertThat(cloud.launch(launch).rows()).hasSize(1);
    }

    @Test
    void aFullZoneIsOnlyThatZone() {
        var launch = Launches.of("k").image(MagicName.FAIL_CAPACITY_1A);

        assertThat(failureOf(() -> cloud.launch(launch.zone("sandbox-1a"))).category())
                .isEqualTo(Category.CAPACITY);
        assertThat(cloud.launch(launch.zone("sandbox-1b")).rows()).hasSize(1);
        assertThat(cloud.launch(launch).rows().get(0).zoneName()).isNotEqualTo("sandbox-1a");
    }

    @Test
    void asATypeItBefallsThatCandidateAlone() {
        assertThat(failureOf(() -> cloud.launch(Launches.of("k").type("fail-capacity")))
                        .category())
                .isEqualTo(Category.CAPACITY);
        assertThat(SandboxType.names()).contains("fail-capacity", "small");
    }

    @Test
    void halfIsRoundedUp() {
        assertThat(cloud.launch(Launches.of("k").image(MagicName.PARTIAL_HALF).count(1, 5))
                        .rows())
                .hasSize(3);
    }

    @Test
    void anAcceptedLaunchCanEndAtOnceWithAReason() {
        String error = cloud.launchOne(Launches.of("a").image(MagicName.FAIL_LAUNCH_ERROR));
        String room = cloud.launchOne(Launches.of("b").image(MagicName.FAIL_CAPACITY_AT_LAUNCH));

        assertThat(cloud.rawState(error)).isEqualTo("pending");
        cloud.afterSeconds(10);
        assertThat(cloud.rawState(error)).isEqualTo("terminated");
        assertThat(cloud.describe(error).get(0).reason()).isEqualTo(TerminationReason.LAUNCH_ERROR);
        assertThat(cloud.describe(room).get(0).reason()).isEqualTo(TerminationReason.CAPACITY_AT_LAUNCH);
    }

    @Test
    void bootsCanBeSlowOrNeverEnd() {
        String slow = cloud.launchOne(Launches.of("a").image(MagicName.SLOW_BOOT));
        String never = cloud.launchOne(Launches.of("b").image(MagicName.NEVER_BOOTS));

        assertThat(cloud.afterSeconds(69).rawState(slow)).isEqualTo("pending");
        assertThat(cloud.afterSeconds(1).rawState(slow)).isEqualTo("running");
        assertThat(cloud.after(Duration.ofDays(1)).rawState(never)).isEqualTo("pending");
    }

    @Test
    void spotIsInterruptedAndOnDemandLeftAlone() {
        var launch = Launches.of("a").image(MagicName.SPOT_INTERRUPT_AFTER_30S);
        String spot = cloud.launchOne(launch.spot());
        String onDemand = cloud.launchOne(Launches.of("b").image(MagicName.SPOT_INTERRUPT_AFTER_30S));

        assertThat(cloud.afterSeconds(30).describe(spot).get(0).interruptAt()).isEqualTo(cloud.now.plusSeconds(120));
        assertThat(cloud.afterSeconds(123).rawState(spot)).isEqualTo("terminated");
        assertThat(cloud.rawState(onDemand)).isEqualTo("running");
    }

    @Test
    void whatVanishesLeavesNoTrace() {
        String id = cloud.launchOne(Launches.of("a").image(MagicName.VANISH_AFTER_30S));

        assertThat(cloud.afterSeconds(29).describe(id)).hasSize(1);
        assertThat(cloud.afterSeconds(1).describe(id)).isEmpty();
        assertThat(cloud.operator().machines(cloud.now)).isEmpty();
    }
}
