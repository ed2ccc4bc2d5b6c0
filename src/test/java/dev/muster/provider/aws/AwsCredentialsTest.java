package dev.muster.provider.aws;

import static dev.muster.provider.aws.Caller.failure;
import static dev.muster.provider.aws.Caller.get;
import static dev.muster.provider.aws.TestAccount.context;
import static dev.muster.provider.aws.TestAccount.launch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.provider.Answer;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where credentials come from, and what is said where they do not. STS and EC2 are one small server here. */
class AwsCredentialsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/muster";
    private static final String ASSUMED_KEY = "ASSUMED0KEY";

    private final AtomicInteger assumed = new AtomicInteger();
    private final AtomicInteger signedAssumptions = new AtomicInteger();
    private final AtomicInteger described = new AtomicInteger();
    private volatile String lastSignature = "";
    private volatile String lastAssumption = "";
    private volatile Duration sessionLasts = Duration.ofHours(1);
    private volatile int stsStatus = 200;
    private HttpServer server;
    private Ec2Provider ec2;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        if (ec2 != null) ec2.close();
        server.stop(0);
    }

    @Test
    void checkPassesWhereThereAreCredentials() {
        ec2 = TestAccount.open(uri(), Map.of());

        assertThat(get(ec2.check())).isNull();
        assertThat(described).hasValue(0);
    }

    @Test
    void checkNamesTheSettingWhereThereAreNone() {
        ec2 = TestAccount.open(uri(), Map.of("profile", "nobody-has-this-profile"));

        Failure failure = failure(ec2.check());

        assertThat(failure.category()).isEqualTo(Category.UNAUTHENTICATED);
        assertThat(failure.message())
                .contains("account aws-prod cannot be used")
                .contains("muster.accounts.aws-prod.settings.profile")
                .contains("muster.accounts.aws-prod.settings.roleArn")
                .contains("AWS_ACCESS_KEY_ID");
    }

    @Test
    void callWithoutCredentialsIsNotSent() {
        ec2 = TestAccount.open(uri(), Map.of("profile", "nobody-has-this-profile"));
        var call = launch("token-1", "ami-0feedface00000001", 1, 1);

        Failure failure = failure(ec2.launch(call, context(call)));

        assertThat(failure.category()).isEqualTo(Category.UNAUTHENTICATED);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(described).hasValue(0);
    }

    @Test
    void roleIsAssumedOnceForManyCalls() {
        openRole();

        Uni.join().all(list(), list(), list()).andFailFast().await().atMost(Duration.ofSeconds(20));
        get(list());

        assertThat(assumed).hasValue(1);
        assertThat(described).hasValue(4);
        assertThat(lastSignature).contains("Credential=" + ASSUMED_KEY);
        assertThat(lastAssumption).contains("ExternalId=agreed").contains("RoleSessionName=muster");
    }

    @Test
    void roleIsRenewedBeforeItEndsAndUsedMeanwhile() {
        sessionLasts = Duration.ofMinutes(4);
        openRole();
        get(list());

        stsStatus = 500;
        get(list());

        assertThat(described).hasValue(2);
        assertThat(assumed).hasValueGreaterThanOrEqualTo(1);
    }

    @Test
    void endedSessionIsNotUsed() {
        sessionLasts = Duration.ofSeconds(30);
        openRole();

        get(list());
        get(list());

        assertThat(assumed).hasValue(2);
    }

    /** What Kubernetes gives a pod; the SDK's own way to it needs a blocking client. */
    @Test
    void podsRoleIsAskedForWithItsToken(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "pods-own-token\n");
        String keys = System.clearProperty("aws.accessKeyId");
        System.setProperty("aws.webIdentityTokenFile", file.toString());
        System.setProperty("aws.roleArn", ROLE);
        try {
            ec2 = TestAccount.open(uri(), Map.of("stsEndpoint", uri().toString()));
        } finally {
            System.setProperty("aws.accessKeyId", keys);
            System.clearProperty("aws.webIdentityTokenFile");
            System.clearProperty("aws.roleArn");
        }

        get(list());

        assertThat(lastAssumption).contains("WebIdentityToken=pods-own-token").contains("RoleArn=");
        assertThat(signedAssumptions).hasValue(0);
        assertThat(lastSignature).contains("Credential=" + ASSUMED_KEY);
    }

    @Test
    void refusedRoleIsMissingCredentials() {
        stsStatus = 403;
        openRole();
        var call = launch("token-1", "ami-0feedface00000001", 1, 1);

        Failure failure = failure(ec2.launch(call, context(call)));

        assertThat(failure.category()).isEqualTo(Category.UNAUTHENTICATED);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(failure.provider().code()).isEqualTo("AccessDenied");
        assertThat(described).hasValue(0);
    }

    @Test
    void brokenStsPassesAndNothingWasSent() {
        stsStatus = 500;
        openRole();
        var call = launch("token-1", "ami-0feedface00000001", 1, 1);

        Failure failure = failure(ec2.launch(call, context(call)));

        assertThat(failure.category()).isEqualTo(Category.TRANSIENT);
        assertThat(failure.effect()).isEqualTo(EffectLeft.NONE);
        assertThat(described).hasValue(0);
    }

    private void openRole() {
        ec2 = TestAccount.open(uri(), Map.of("roleArn", ROLE, "externalId", "agreed", "stsEndpoint", uri().toString()));
    }

    private Uni<Answer> list() {
        var sweep = new Call.Sweep(TestAccount.OWNER, List.of());
        return ec2.list(TestAccount.OWNER, context(sweep));
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), UTF_8);
        boolean sts = body.contains("Action=AssumeRole");
        if (sts && http.getRequestHeaders().containsKey("Authorization")) signedAssumptions.incrementAndGet();
        (sts ? assumed : described).incrementAndGet();
        if (sts) {
            lastAssumption = body;
        } else {
            lastSignature = http.getRequestHeaders().getFirst("Authorization");
        }
        byte[] answer = (sts
                        ? session(body.contains("WithWebIdentity") ? "AssumeRoleWithWebIdentity" : "AssumeRole")
                        : "<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>")
                .getBytes(UTF_8);
        http.sendResponseHeaders(sts ? stsStatus : 200, answer.length);
        http.getResponseBody().write(answer);
        http.close();
    }

    private String session(String action) {
        if (stsStatus != 200) {
            return "<ErrorResponse><Error><Code>" + (stsStatus == 403 ? "AccessDenied" : "InternalFailure")
                    + "</Code><Message>no</Message></Error><RequestId>sts-1</RequestId></ErrorResponse>";
        }
        return "<" + action + "Response><" + action + "Result><Credentials><AccessKeyId>" + ASSUMED_KEY
                + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
                + Instant.now().plus(sessionLasts)
                + "</Expiration></Credentials></" + action + "Result></" + action + "Response>";
    }
}
