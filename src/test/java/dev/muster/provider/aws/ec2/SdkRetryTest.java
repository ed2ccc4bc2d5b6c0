package dev.muster.provider.aws.ec2;

import static dev.muster.provider.aws.ec2.Ec2Session.REGION;
import static dev.muster.provider.aws.ec2.Ec2Session.ZONE_A;
import static dev.muster.provider.aws.ec2.Ec2Session.code;
import static dev.muster.provider.aws.ec2.Ec2Session.launch;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** What the SDK makes of a zone that is full, which EC2 tells with a 500. */
class SdkRetryTest {
    @RegisterExtension
    final Ec2Session ec2 = new Ec2Session();

    @ParameterizedTest(name = "{0}: {2} calls")
    @MethodSource("strategies")
    void sdkCallsAgainForCapacityUnlessToldNotTo(String name, Optional<RetryStrategy> retries, int calls) {
        ec2.region().capacity("t3.micro", ZONE_A, Market.ON_DEMAND, 0);

        assertThat(code(refusedBy(retries))).isEqualTo("InsufficientInstanceCapacity");

        assertThat(ec2.cloud().log().received("RunInstances")).isEqualTo(calls);
    }

    /** Nor does a throttle reach the caller at once: the SDK sleeps on it where our own buckets should learn of it. */
    @ParameterizedTest(name = "{0}: {2} calls")
    @MethodSource("strategies")
    void sdkCallsAgainForAThrottleUnlessToldNotTo(String name, Optional<RetryStrategy> retries, int calls) {
        ec2.cloud().knobs().throttling(true);
        ec2.region().throttle().bucket("RunInstances", 0, 0);

        assertThat(code(refusedBy(retries))).isEqualTo("RequestLimitExceeded");

        assertThat(ec2.cloud().log().throttled()).isEqualTo(calls);
    }

    static Stream<Arguments> strategies() {
        return Stream.of(
                Arguments.of("the default", Optional.empty(), 4),
                Arguments.of("standard", Optional.of(AwsRetryStrategy.standardRetryStrategy()), 3),
                Arguments.of("none", Optional.of(AwsRetryStrategy.doNotRetry()), 1));
    }

    private Ec2Exception refusedBy(Optional<RetryStrategy> retries) {
        var builder = ec2.builder(REGION);
        retries.ifPresent(strategy -> builder.overrideConfiguration(override -> override.retryStrategy(strategy)));
        try (Ec2AsyncClient client = builder.build()) {
            return ec2.refusal(() -> run(client));
        }
    }

    private static CompletableFuture<RunInstancesResponse> run(Ec2AsyncClient client) {
        return client.runInstances(launch(request -> request.placement(place -> place.availabilityZone(ZONE_A))));
    }
}
