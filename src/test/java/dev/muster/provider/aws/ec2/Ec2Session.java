package dev.muster.provider.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.Ec2AsyncClientBuilder;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** For each test a double with a stopped clock, and the real SDK set on it: Netty, static credentials, no retries. */
final class Ec2Session implements BeforeEachCallback, AfterEachCallback {
    static final String REGION = "us-east-1";
    static final String ZONE_A = "us-east-1a";
    static final String ZONE_B = "us-east-1b";
    static final String ACCESS_KEY = "AKIDEXAMPLE";

    /** Shared: its event loops take longer to start and stop than a test to run. */
    private static final SdkAsyncHttpClient HTTP =
            NettyNioAsyncHttpClient.builder().maxConcurrency(400).build();

    private final Map<String, Ec2AsyncClient> clients = new HashMap<>();
    private Ec2Double cloud;

    @Override
    public void beforeEach(ExtensionContext context) {
        cloud = Ec2Double.start(DoubleClock.stoppedAt(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clients.values().forEach(Ec2AsyncClient::close);
        clients.clear();
        cloud.close();
    }

    Ec2Double cloud() {
        return cloud;
    }

    CloudRegion region() {
        return cloud.region(REGION);
    }

    Ec2AsyncClient client() {
        return client(REGION);
    }

    Ec2AsyncClient client(String region) {
        return clients.computeIfAbsent(region, name -> builder(name)
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build());
    }

    /** A client with the SDK's own ideas of when to retry. */
    Ec2AsyncClientBuilder builder(String region) {
        return Ec2AsyncClient.builder()
                .httpClient(HTTP)
                .region(Region.of(region))
                .endpointOverride(cloud.endpoint())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, "secret")));
    }

    /** One t3.micro of ami-1, unless changed. */
    static Consumer<RunInstancesRequest.Builder> launch(Consumer<RunInstancesRequest.Builder> change) {
        return request -> {
            request.imageId("ami-1")
                    .instanceType(InstanceType.T3_MICRO)
                    .minCount(1)
                    .maxCount(1);
            change.accept(request);
        };
    }

    RunInstancesResponse run(Consumer<RunInstancesRequest.Builder> change) {
        return client().runInstances(launch(change)).join();
    }

    /** Launches one and brings it to running. */
    Instance runOne(Consumer<RunInstancesRequest.Builder> change) {
        Instance instance = run(change).instances().get(0);
        cloud.clock().advance(cloud.knobs().pendingFor());
        return instance;
    }

    /** What the refused launch is refused with. */
    Ec2Exception refusedRun(Consumer<RunInstancesRequest.Builder> change) {
        return refusal(() -> client().runInstances(launch(change)));
    }

    Ec2Exception refusal(Supplier<CompletableFuture<?>> call) {
        return (Ec2Exception) failure(call);
    }

    Throwable failure(Supplier<CompletableFuture<?>> call) {
        Throwable thrown = catchThrowable(() -> call.get().join());
        assertThat(thrown).isInstanceOf(CompletionException.class);
        return thrown.getCause();
    }

    static String code(Ec2Exception refusal) {
        return refusal.awsErrorDetails().errorCode();
    }

    static String only(RunInstancesResponse response) {
        assertThat(response.instances()).hasSize(1);
        return response.instances().get(0).instanceId();
    }

    static List<String> ids(RunInstancesResponse response) {
        return response.instances().stream().map(Instance::instanceId).toList();
    }

    String state(String id) {
        return region().instance(id).map(InstanceView::state).orElse("gone");
    }
}
