package dev.muster.provider.aws;

import static dev.muster.provider.aws.TestAccount.context;
import static dev.muster.provider.aws.TestAccount.launch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.model.Call;
import dev.muster.model.Failure;
import dev.muster.model.Failure.Category;
import dev.muster.model.Failure.EffectLeft;
import dev.muster.provider.Answer;
import dev.muster.provider.ProviderException;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where credentials come from, and what is said where they do not. STS and EC2 are one small server here. */
class AwsCredentialsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/muster";
    private static final String ASSUMED_KEY = "ASSUMED0KEY";

    private final AtomicInteger assumed = new AtomicInteger();
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
        (sts ? assumed : described).incrementAndGet();
        if (sts) {
            lastAssumption = body;
        } else {
            lastSignature = http.getRequestHeaders().getFirst("Authorization");
        }
        byte[] answer = (sts ? session() : "<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>")
                .getBytes(UTF_8);
        http.sendResponseHeaders(sts ? stsStatus : 200, answer.length);
        http.getResponseBody().write(answer);
        http.close();
    }

    private String session() {
        if (stsStatus != 200) {
            return "<ErrorResponse><Error><Code>" + (stsStatus == 403 ? "AccessDenied" : "InternalFailure")
                    + "</Code><Message>no</Message></Error><RequestId>sts-1</RequestId></ErrorResponse>";
        }
        return "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>" + ASSUMED_KEY
                + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
                + Instant.now().plus(sessionLasts)
                + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    }

    private static <T> T get(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(20));
    }

    private static Failure failure(Uni<?> call) {
        return catchThrowableOfType(ProviderException.class, () -> get(call)).failure();
    }
}
