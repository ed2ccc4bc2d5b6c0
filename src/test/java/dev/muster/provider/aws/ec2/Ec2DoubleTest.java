package dev.muster.provider.aws.ec2;

import static dev.muster.provider.aws.ec2.Ec2Session.ACCESS_KEY;
import static dev.muster.provider.aws.ec2.Ec2Session.code;
import static dev.muster.provider.aws.ec2.Ec2Session.launch;
import static dev.muster.provider.aws.ec2.Ec2Session.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Ec2DoubleTest {
    @RegisterExtension
    final Ec2Session ec2 = new Ec2Session();

    @Test
    void threeHundredCallsAreInFlightAtOnce() {
        ec2.cloud().faults().next("RunInstances", 300, Fault.holdAnswer());
        var calls = IntStream.range(0, 300)
                .mapToObj(n -> ec2.client().runInstances(launch(request -> request.clientToken("t" + n))))
                .toArray(CompletableFuture[]::new);
        await().until(() -> ec2.cloud().faults().held() == 300);

        ec2.cloud().faults().release();

        CompletableFuture.allOf(calls).join();
        assertThat(ec2.region().instances()).hasSize(300);
    }

    @Test
    void regionsKnowNothingOfEachOther() {
        String id = only(ec2.run(request -> {}));

        assertThat(code(ec2.refusal(() -> ec2.client("eu-west-1").describeInstances(r -> r.instanceIds(id)))))
                .isEqualTo("InvalidInstanceID.NotFound");
    }

    @Test
    void unknownActionIsInvalid() {
        assertThat(code(ec2.refusal(() -> ec2.client().describeVpcs()))).isEqualTo("InvalidAction");
    }

    @Test
    void unsignedRequestIsRefused() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(ec2.cloud().endpoint())
                .POST(BodyPublishers.ofString("Action=DescribeInstances&Version=2016-11-15"))
                .build();

        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("<Response><Errors><Error><Code>AuthFailure</Code><Message>")
                .contains("</Error></Errors><RequestID>");
    }

    @Test
    void rejectedCredentialsAreRefusedWithTheCodeAskedFor() {
        ec2.cloud().knobs().rejectCredentials("*", "UnauthorizedOperation");
        assertThat(code(ec2.refusedRun(request -> request.dryRun(true)))).isEqualTo("UnauthorizedOperation");
        ec2.cloud().knobs().acceptCredentials().rejectCredentials(ACCESS_KEY, "ExpiredToken");
        assertThat(code(ec2.refusedRun(request -> {}))).isEqualTo("ExpiredToken");

        ec2.cloud().knobs().acceptCredentials().rejectCredentials("AKIDOTHER", "AuthFailure");

        assertThat(only(ec2.run(request -> {}))).isNotBlank();
    }

    @Test
    void errorsCarryTheRequestId() {
        assertThat(ec2.refusedRun(request -> request.imageId("none")).requestId())
                .isNotBlank();
    }

    @Test
    void callsAreKeptWithTheirParameters() {
        ec2.run(request -> request.minCount(2).maxCount(7));

        assertThat(ec2.cloud().log().requests("RunInstances"))
                .extracting(form -> form.values().get("MaxCount"))
                .containsExactly("7");
    }
}
