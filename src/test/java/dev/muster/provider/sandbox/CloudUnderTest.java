package dev.muster.provider.sandbox;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.model.Failure;
import dev.muster.model.ObservedInstance;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A cloud and the time that is told to it. */
final class CloudUnderTest {
    final SandboxCloud cloud;
    Instant now = Instant.parse("2026-03-01T12:00:00Z");

    CloudUnderTest(SandboxProfile profile, SandboxTuning tuning) {
        cloud = new SandboxCloud(profile, tuning, new SplittableRandom(7));
    }

    static CloudUnderTest ec2() {
        return new CloudUnderTest(SandboxProfile.EC2_LIKE, SandboxTuning.INSTANT);
    }

    static CloudUnderTest lambda() {
        return new CloudUnderTest(SandboxProfile.LAMBDA_LIKE, SandboxTuning.INSTANT);
    }

    /** Boots 10 s, stops 5 s, ends 3 s, shows a machine after the given lag. */
    static CloudUnderTest slow(SandboxProfile profile, Duration lag) {
        return new CloudUnderTest(profile, SandboxTuning.INSTANT.withTimings(timings(lag, false)));
    }

    static SandboxTuning.Timings timings(Duration lag, boolean stale) {
        return new SandboxTuning.Timings(
                DelayRange.exactly(Duration.ofSeconds(10)),
                DelayRange.exactly(Duration.ofSeconds(5)),
                DelayRange.exactly(Duration.ofSeconds(3)),
                DelayRange.exactly(lag),
                stale,
                Duration.ofSeconds(120));
    }

    CloudUnderTest after(Duration time) {
        now = now.plus(time);
        return this;
    }

    CloudUnderTest afterSeconds(long seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    Answer launch(Launches launch) {
        return cloud.launch(launch.call(), now);
    }

    String launchOne(Launches launch) {
        return launch(launch).rows().get(0).providerId();
    }

    List<ObservedInstance> describe(String... ids) {
        return cloud.describe(List.of(ids), now).rows();
    }

    String rawState(String id) {
        return describe(id).get(0).rawState();
    }

    SandboxOperator operator() {
        return cloud.operator();
    }

    static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(ProviderException.class, call).failure();
    }

    static List<String> ids(Answer answer) {
        return answer.rows().stream().map(ObservedInstance::providerId).toList();
    }
}
