package dev.muster.provider.aws;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * The SDK's own chain, or one profile of it. Both read files and ask the host's metadata service on the thread that asks
 * them, even when asked for a future, so they are asked on a thread of their own.
 */
final class ChainCredentials implements IdentityProvider<AwsCredentialsIdentity> {
    private final AwsCredentialsProvider chain;
    private final Executor thread;

    private ChainCredentials(AwsCredentialsProvider chain, Executor thread) {
        this.chain = chain;
        this.thread = thread;
    }

    static ChainCredentials of(@Nullable String profile, Executor thread) {
        return new ChainCredentials(
                profile == null
                        ? DefaultCredentialsProvider.builder().build()
                        : ProfileCredentialsProvider.builder()
                                .profileName(profile)
                                .build(),
                thread);
    }

    @Override
    public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
    }

    @Override
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        return CompletableFuture.supplyAsync(this::resolve, thread);
    }

    private AwsCredentialsIdentity resolve() {
        try {
            return chain.resolveCredentials();
        } catch (RuntimeException e) {
            throw new CredentialsUnavailable(e);
        }
    }
}
