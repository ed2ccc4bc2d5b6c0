package dev.muster.provider.aws.ec2;

import static dev.muster.provider.aws.ec2.Ec2Session.code;
import static dev.muster.provider.aws.ec2.Ec2Session.launch;
import static dev.muster.provider.aws.ec2.Ec2Session.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

class Ec2DoubleFaultTest {
    private static final Ec2Error INTERNAL = new Ec2Error("InternalError", "An internal error has occurred");

    @RegisterExtension
    final Ec2Session ec2 = new Ec2Session();

    @Test
    void droppedAnswerLeavesTheInstance() {
        strike(Fault.dropAnswer());

        assertThat(failedRun()).isInstanceOf(SdkClientException.class);

        assertThat(only(run().join())).isEqualTo(ec2.region().instances().get(0).id());
        assertThat(ec2.region().instances()).hasSize(1);
    }

    @Test
    void callDroppedBeforeLeavesNothing() {
        strike(Fault.dropBefore());

        assertThat(failedRun()).isInstanceOf(SdkClientException.class);

        assertThat(ec2.region().instances()).isEmpty();
        assertThat(ec2.cloud().log().received("RunInstances")).isEqualTo(1);
        assertThat(ec2.cloud().log().executed("RunInstances")).isZero();
    }

    @Test
    void errorBeforeLeavesNothingAndErrorAfterLeavesTheInstance() {
        strike(Fault.errorBefore(INTERNAL));
        assertThat(code((Ec2Exception) failedRun())).isEqualTo("InternalError");
        assertThat(ec2.region().instances()).isEmpty();
        strike(Fault.errorAnswer(INTERNAL));

        assertThat(((Ec2Exception) failedRun()).statusCode()).isEqualTo(500);

        assertThat(ec2.region().instances()).hasSize(1);
    }

    @Test
    void anyErrorCodeAndStatusCanBeAsked() {
        strike(Fault.errorBefore(new Ec2Error("Blocked", 418, "your account is blocked")));

        var refusal = (Ec2Exception) failedRun();

        assertThat(code(refusal)).isEqualTo("Blocked");
        assertThat(refusal.statusCode()).isEqualTo(418);
    }

    @Test
    void truncatedAnswerIsAClientErrorAndLeavesTheInstance() {
        strike(Fault.truncateAnswer());

        assertThat(failedRun()).isInstanceOf(SdkClientException.class);

        assertThat(ec2.region().instances()).hasSize(1);
    }

    @Test
    void heldRequestTakesEffectOnlyWhenReleased() {
        strike(Fault.holdBefore());
        var call = run();
        await().until(() -> ec2.cloud().faults().held() == 1);
        assertThat(ec2.region().instances()).isEmpty();

        ec2.cloud().faults().release();

        assertThat(only(call.join())).isEqualTo(ec2.region().instances().get(0).id());
    }

    @Test
    void heldAnswerHasTakenEffect() {
        strike(Fault.holdAnswer());
        var call = run();
        await().until(() -> ec2.cloud().faults().held() == 1);
        assertThat(ec2.region().instances()).hasSize(1);
        assertThat(call).isNotDone();

        ec2.cloud().faults().release();

        assertThat(call.join().instances()).hasSize(1);
    }

    @Test
    void lateRequestTakesEffectThoughItsCallerGaveUp() {
        strike(Fault.holdBefore());
        var call = ec2.client().runInstances(launch(request -> request.clientToken("t1")
                .overrideConfiguration(override -> override.apiCallTimeout(Duration.ofMillis(200)))));
        await().until(call::isCompletedExceptionally);
        assertThat(ec2.region().instances()).isEmpty();

        ec2.cloud().faults().release();

        assertThat(ec2.region().instances()).hasSize(1);
    }

    @Test
    void delayedCallsAreAnsweredAfterAll() {
        strike(Fault.delayBefore(Duration.ofMillis(20)));
        strike(Fault.delayAnswer(Duration.ofMillis(20)));

        assertThat(only(run().join())).isEqualTo(only(run().join()));
        assertThat(ec2.cloud().faults().played()).isEqualTo(2);
    }

    @Test
    void faultStrikesItsActionAndCountOnly() {
        ec2.cloud().faults().next("RunInstances", 2, Fault.errorBefore(INTERNAL));

        ec2.client().describeInstances().join();
        failedRun();
        failedRun();

        assertThat(run().join().instances()).hasSize(1);
    }

    @Test
    void sameSeedStrikesTheSameCalls() {
        assertThat(strikesOfSeed(4711)).isEqualTo(strikesOfSeed(4711)).contains("x", ".");
    }

    @Test
    void droppedConnectionsDoNotDisturbOtherCalls() {
        ec2.cloud().faults().chance("RunInstances", 0.3, 1, Fault.dropAnswer());
        var calls = IntStream.range(0, 100)
                .mapToObj(n -> ec2.client()
                        .runInstances(launch(request -> request.clientToken("t" + n)))
                        .handle((answer, failure) -> failure == null))
                .toList();

        long answered = calls.stream().filter(CompletableFuture::join).count();

        assertThat(answered).isEqualTo(100 - ec2.cloud().faults().played());
        assertThat(ec2.region().instances()).hasSize(100);
    }

    private String strikesOfSeed(long seed) {
        ec2.cloud().faults().clear();
        ec2.cloud().faults().chance("DescribeInstances", 0.5, seed, Fault.errorBefore(INTERNAL));
        var strikes = new StringBuilder();
        for (int call = 0; call < 20; call++) {
            strikes.append(ec2.client()
                    .describeInstances()
                    .handle((answer, failure) -> failure == null ? "." : "x")
                    .join());
        }
        return strikes.toString();
    }

    private void strike(Fault fault) {
        ec2.cloud().faults().next("RunInstances", 1, fault);
    }

    private Throwable failedRun() {
        return ec2.failure(this::run);
    }

    private CompletableFuture<RunInstancesResponse> run() {
        return ec2.client().runInstances(launch(request -> request.clientToken("t1")));
    }
}
