package dev.muster.provider.aws;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** What the regions of one account share: connections and credentials. Makes no call until one is asked for. */
final class AwsAccount implements AutoCloseable {
    /** Tries of one call, the first one included; only what was never sent is tried again. */
    private static final int TRIES_MAX = 3;

    private static final Duration STS_TIMEOUT = Duration.ofSeconds(10);

    private final AwsSettings settings;
    private final SdkAsyncHttpClient http;
    private final ExecutorService credentialsThread;
    private final List<StsAsyncClient> sts = new ArrayList<>(2);
    private final IdentityProvider<AwsCredentialsIdentity> credentials;

    AwsAccount(String id, AwsSettings settings, String stsRegion) {
        this.settings = settings;
        this.http = NettyNioAsyncHttpClient.builder()
                .maxConcurrency(settings.maxConcurrency())
                .connectionTimeout(settings.connectTimeout())
                .tlsNegotiationTimeout(settings.tlsTimeout())
                .build();
        this.credentialsThread = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "aws-credentials-" + id);
            thread.setDaemon(true);
            return thread;
        });
        IdentityProvider<AwsCredentialsIdentity> own = own(stsRegion);
        AssumedRole role = settings.role();
        this.credentials = role == null ? own : assumed(role, sts(own, stsRegion));
    }

    IdentityProvider<AwsCredentialsIdentity> credentials() {
        return credentials;
    }

    Ec2AsyncClient ec2(String region) {
        var builder = Ec2AsyncClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(overrides());
        URI endpoint = settings.endpoint();
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).build();
    }

    /** Returns at once: closing the connections waits for Netty's quiet period, so another thread does. */
    @Override
    public void close() {
        credentialsThread.execute(() -> {
            sts.forEach(StsAsyncClient::close);
            http.close();
        });
        credentialsThread.shutdown();
    }

    private IdentityProvider<AwsCredentialsIdentity> own(String stsRegion) {
        Optional<WebIdentity> pod = settings.profile() == null ? WebIdentity.ofProcess() : Optional.empty();
        if (pod.isPresent()) {
            StsAsyncClient unsigned = sts(AnonymousCredentialsProvider.create(), stsRegion);
            return new StsSession(() -> pod.get().ask(unsigned, credentialsThread), Clock.systemUTC());
        }
        return ChainCredentials.of(settings.profile(), credentialsThread);
    }

    private static StsSession assumed(AssumedRole role, StsAsyncClient sts) {
        return new StsSession(() -> role.ask(sts), Clock.systemUTC());
    }

    private StsAsyncClient sts(IdentityProvider<? extends AwsCredentialsIdentity> own, String region) {
        var builder = StsAsyncClient.builder()
                .region(Region.of(region))
                .credentialsProvider(own)
                .httpClient(http)
                .overrideConfiguration(
                        overrides().toBuilder().apiCallTimeout(STS_TIMEOUT).build());
        URI endpoint = settings.stsEndpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        StsAsyncClient client = builder.build();
        sts.add(client);
        return client;
    }

    private static ClientOverrideConfiguration overrides() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(triesOnlyWhatWasNeverSent())
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "muster")
                .build();
    }

    /**
     * The core owns retries: it knows the token, the buckets and the lease. The SDK by default tries every 5xx again,
     * InsufficientInstanceCapacity among them, and every throttle; and it adds those defaults to a strategy of one's own
     * unless told not to.
     */
    private static StandardRetryStrategy triesOnlyWhatWasNeverSent() {
        return StandardRetryStrategy.builder()
                .maxAttempts(TRIES_MAX)
                .useClientDefaults(false)
                .retryOnException(NeverSent::isWhy)
                .build();
    }
}
