package dev.muster.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Failure.Category;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SandboxCloudPropertyTest {
    /** One launch, some time after the one before it. */
    record Try(Launches launch, long afterMillis, boolean terminatesAfter) {}

    /** Whatever is repeated, lost or ended between, a token makes each of its machines once in each place. */
    @Property(tries = 500)
    void neverTwoMachinesForOneTokenIndexAndPlace(@ForAll("tries") List<Try> tries, @ForAll long seed) {
        var tuning = SandboxTuning.INSTANT.withThrottling(false).withChances(new SandboxTuning.Chances(0.2, 0.1, 0.2));
        var cloud = new SandboxCloud(SandboxProfile.EC2_LIKE, tuning, new SplittableRandom(seed));
        var now = Instant.parse("2026-03-01T12:00:00Z");
        var known = new HashSet<String>();
        var made = new ArrayList<String>();
        for (Try one : tries) {
            now = now.plusMillis(one.afterMillis);
            launch(cloud, one.launch, now);
            for (MachineTruth machine : cloud.operator().machines(now)) {
                if (known.add(machine.id())) {
                    made.add(machine.findKey() + "/" + machine.launchIndex() + "@" + one.launch.zone());
                }
                if (one.terminatesAfter && machine.isLive()) {
                    cloud.operator().kill(machine.id(), EndReason.REQUESTED, now);
                }
            }
        }
        assertThat(made).doesNotHaveDuplicates();
        assertThat(cloud.operator().madeByFindKey().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(made.size());
    }

    /** In no stretch of time are more launches let through than the bucket held and gained. */
    @Property(tries = 200)
    void noBucketIsExceeded(@ForAll("tries") List<Try> tries) {
        var cloud = new SandboxCloud(SandboxProfile.EC2_LIKE, SandboxTuning.INSTANT, new SplittableRandom(1));
        var now = Instant.parse("2026-03-01T12:00:00Z");
        Deque<Instant> letThrough = new ArrayDeque<>();
        for (Try one : tries) {
            now = now.plusMillis(one.afterMillis / 10);
            if (launch(cloud, one.launch, now) != Category.THROTTLED) {
                letThrough.addLast(now);
            }
            var times = new ArrayList<>(letThrough);
            for (int from = 0; from < times.size(); from++) {
                double seconds = Duration.between(times.get(from), now).toNanos() / 1e9;
                assertThat(times.size() - from).isLessThanOrEqualTo((int) Math.floor(5 + 2 * seconds + 1e-3));
            }
        }
    }

    /** The same calls at the same times with the same seed come to the same. */
    @Property(tries = 100)
    void theSameHistoryComesToTheSame(@ForAll("tries") List<Try> tries, @ForAll long seed) {
        assertThat(outcome(tries, seed)).isEqualTo(outcome(tries, seed));
    }

    @Provide
    Arbitrary<List<Try>> tries() {
        Arbitrary<Launches> launches = Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of("sandbox-1a", "sandbox-1b", null),
                        Arbitraries.of(MagicName.LOSE_ANSWER, MagicName.LOSE_ANSWER_ONCE, MagicName.PARTIAL_HALF, null),
                        Arbitraries.integers().between(1, 3))
                .as((key, zone, magic, count) -> {
                    var launch = Launches.of(key).zone(zone).count(1, count);
                    return magic == null ? launch : launch.image(magic);
                });
        return Combinators.combine(
                        launches,
                        Arbitraries.longs().between(0, 5_000),
                        Arbitraries.integers().between(0, 4))
                .as((launch, after, ends) -> new Try(launch, after, ends == 0))
                .list()
                .ofMaxSize(40);
    }

    private static List<MachineTruth> outcome(List<Try> tries, long seed) {
        var tuning = SandboxTuning.WATCHABLE.withChances(new SandboxTuning.Chances(0.2, 0.1, 0.2));
        var cloud = new SandboxCloud(SandboxProfile.EC2_LIKE, tuning, new SplittableRandom(seed));
        var now = Instant.parse("2026-03-01T12:00:00Z");
        for (Try one : tries) {
            now = now.plusMillis(one.afterMillis);
            launch(cloud, one.launch, now);
        }
        return cloud.operator().machines(now);
    }

    /** What it came to: null for an answer. */
    private static Category launch(SandboxCloud cloud, Launches launch, Instant now) {
        try {
            Answer answer = cloud.launch(launch.call(), now);
            assertThat(answer.rows()).hasSizeLessThanOrEqualTo(launch.max());
            return null;
        } catch (ProviderException e) {
            return e.failure().category();
        }
    }
}
