package dev.muster.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Advice;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.model.Failure.QuotaDetail;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class Ec2FailuresTest {
    @Test
    void providersOwnWordsAreKept() {
        Failure failure =
                failed(Call.Kind.LAUNCH, refusal("InsufficientInstanceCapacity", 500, "We have no capacity."));

        assertThat(failure.category()).isEqualTo(Category.CAPACITY);
        assertThat(failure.advice()).isEqualTo(Advice.TRY_ELSEWHERE);
        assertThat(failure.provider())
                .isEqualTo(new Failure.ProviderWords(
                        "aws",
                        "RunInstances",
                        "InsufficientInstanceCapacity",
                        500,
                        "request-1",
                        "We have no capacity."));
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.Kind.class,
            names = {"DESCRIBE", "SWEEP", "FIND"})
    void readingLeavesNothingBehind(Call.Kind kind) {
        assertThat(failed(kind, refusal("InternalError", 500, "")).effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failed(kind, new IOException("reset")).effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failed(kind, new IOException("reset")).advice()).isEqualTo(Advice.RETRY_AFTER);
    }

    @Test
    void rebootIsNeverToBeRepeatedInDoubt() {
        assertThat(failed(Call.Kind.REBOOT, new IOException("reset")).advice()).isEqualTo(Advice.RECONCILE_FIRST);
        assertThat(failed(Call.Kind.LAUNCH, new IOException("reset")).advice()).isEqualTo(Advice.REPLAY);
    }

    static Stream<Throwable> neverSent() {
        return Stream.of(
                new ConnectException("refused"),
                new UnknownHostException("no-such-host"),
                new SSLHandshakeException("unknown authority"),
                new Throwable("acquire", new TimeoutException("pool")));
    }

    @ParameterizedTest
    @MethodSource
    void neverSent(Throwable cause) {
        Failure failure = failed(Call.Kind.LAUNCH, SdkClientException.create("Unable to execute", cause));

        assertThat(failure.category()).isEqualTo(Category.TRANSIENT);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failure.advice()).isEqualTo(Advice.RETRY_AFTER);
    }

    static Stream<Throwable> perhapsDone() {
        return Stream.of(
                new IOException("Connection reset by peer"),
                new IOException("Read timed out", ReadTimeoutException.INSTANCE),
                new ClosedChannelException(),
                new IllegalStateException("whatever"));
    }

    @ParameterizedTest
    @MethodSource
    void perhapsDone(Throwable cause) {
        Failure failure = failed(Call.Kind.LAUNCH, SdkClientException.create("Unable to execute", cause));

        assertThat(failure.category()).isEqualTo(Category.TRANSIENT);
        assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
    }

    @Test
    void silenceIsATimeoutOfUnknownEffect() {
        Failure failure = failed(Call.Kind.TERMINATE, ApiCallTimeoutException.create(10_000));

        assertThat(failure.category()).isEqualTo(Category.TIMEOUT);
        assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(failure.advice()).isEqualTo(Advice.REPLAY);
    }

    @Test
    void unreadableAnswerIsTheProvidersBugAndMayHaveLaunched() {
        Failure failure =
                failed(Call.Kind.LAUNCH, SdkClientException.create("Could not parse", new XMLStreamException("eof")));

        assertThat(failure.category()).isEqualTo(Category.PROVIDER_BUG);
        assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
    }

    @Test
    void mismatchOfATokenKeepsItsCodeAndIsInDoubt() {
        Failure failure = failed(Call.Kind.LAUNCH, refusal("IdempotentParameterMismatch", 400, "differs"));

        assertThat(failure.effect()).isEqualTo(EffectLeft.UNKNOWN);
        assertThat(failure.advice()).isEqualTo(Advice.RECONCILE_FIRST);
        assertThat(failure.provider().code()).isEqualTo("IdempotentParameterMismatch");
    }

    @Test
    void quotaTellsItsFigures() {
        String message =
                "You have requested more vCPU capacity than your current vCPU limit of 32 allows for the instance"
                        + " bucket that the specified instance type belongs to.";

        assertThat(failed(Call.Kind.LAUNCH, refusal("VcpuLimitExceeded", 400, message))
                        .quota())
                .isEqualTo(new QuotaDetail("VcpuLimitExceeded", 32, -1, -1, "vCPU"));
    }

    @Test
    void quotaWithoutFiguresSaysSo() {
        assertThat(failed(
                                Call.Kind.LAUNCH,
                                refusal("MaxSpotInstanceCountExceeded", 400, "Max spot instance count exceeded"))
                        .quota())
                .isEqualTo(new QuotaDetail("MaxSpotInstanceCountExceeded", -1, -1, -1, "instances"));
    }

    @Test
    void encodedAuthorizationIsCutOut() {
        String message =
                "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/ci is not"
                        + " authorized to perform: ec2:RunInstances. Encoded authorization failure message: Zm9vYmFyc2VjcmV0";

        assertThat(failed(Call.Kind.LAUNCH, refusal("UnauthorizedOperation", 403, message))
                        .toString())
                .contains("ec2:RunInstances")
                .doesNotContain("Zm9vYmFyc2VjcmV0");
    }

    @Test
    void signedRequestIsCutOut() {
        String message =
                "The request signature we calculated does not match. The Canonical String for this request should"
                        + " have been 'POST\n/\n\nx-amz-security-token:FwoGZXIvYXdzEXAMPLE\n'";

        assertThat(failed(Call.Kind.LAUNCH, refusal("SignatureDoesNotMatch", 403, message))
                        .toString())
                .contains("does not match")
                .doesNotContain("FwoGZXIvYXdzEXAMPLE");
    }

    @Test
    void userDataIsCutOut() {
        var failures = new Ec2Failures(Call.Kind.LAUNCH, "RunInstances", List.of("aHVudGVyMg==", "hunter2"));

        Failure failure = failures.of(
                        refusal("InvalidUserData.Malformed", 400, "Bad user data: aHVudGVyMg== (hunter2)"))
                .failure();

        assertThat(failure.toString()).contains("Bad user data").doesNotContain("aHVudGVyMg==", "hunter2");
    }

    private static Failure failed(Call.Kind kind, Throwable thrown) {
        return new Ec2Failures(kind, "RunInstances", List.of()).of(thrown).failure();
    }

    private static Throwable refusal(String code, int httpStatus, String message) {
        return Ec2Exception.builder()
                .statusCode(httpStatus)
                .requestId("request-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
