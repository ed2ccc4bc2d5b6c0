package dev.muster.provider.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Credentials of a role, renewed before they end. The SDK's own provider of these takes only the blocking STS client and
 * holds the thread that signs; this one asks the asynchronous client, once for all who wait.
 */
final class AssumedRole implements IdentityProvider<AwsCredentialsIdentity> {
    /** Renewed this long before they end, and used meanwhile. */
    private static final Duration RENEW_AHEAD = Duration.ofMinutes(5);

    /** Not used any more this long before they end: the call they sign must arrive in time. */
    private static final Duration UNUSED_AHEAD = Duration.ofMinutes(1);

    /** After a failed renewal, while the old ones are still good. */
    private static final Duration RENEW_AGAIN_AFTER = Duration.ofSeconds(30);

    /**
     * A role to assume.
     *
     * @param externalId agreed with the owner of the role's account; null if none was
     * @param sessionName by which the role's account sees us in its log
     */
    record Role(String arn, @Nullable String externalId, String sessionName) {}

    private record Session(AwsCredentialsIdentity credentials, Instant renewAt, Instant unusedFrom) {}

    private final StsAsyncClient sts;
    private final Role role;
    private final Clock clock;
    private @Nullable Session session;
    private @Nullable CompletableFuture<Session> renewal;

    AssumedRole(StsAsyncClient sts, Role role, Clock clock) {
        this.sts = sts;
        this.role = role;
        this.clock = clock;
    }

    @Override
    public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
    }

    @Override
    public synchronized CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        Instant now = clock.instant();
        Session held = session;
        if (held != null && now.isBefore(held.renewAt())) {
            return CompletableFuture.completedFuture(held.credentials());
        }
        CompletableFuture<Session> asked = renew();
        if (held != null && now.isBefore(held.unusedFrom())) {
            return CompletableFuture.completedFuture(held.credentials());
        }
        return asked.thenApply(Session::credentials);
    }

    private CompletableFuture<Session> renew() {
        if (renewal != null) {
            return renewal;
        }
        CompletableFuture<Session> asked = sts.assumeRole(request())
                .thenApply(answer -> session(answer.credentials()))
                .exceptionally(e -> {
                    throw new CredentialsUnavailable(e);
                });
        renewal = asked;
        // Runs at once, on this thread, which holds the lock already; or later, on the client's.
        return asked.whenComplete((made, failure) -> renewed(made));
    }

    private synchronized void renewed(@Nullable Session made) {
        renewal = null;
        if (made != null) {
            session = made;
        } else if (session != null) {
            session = new Session(session.credentials(), clock.instant().plus(RENEW_AGAIN_AFTER), session.unusedFrom());
        }
    }

    private AssumeRoleRequest request() {
        return AssumeRoleRequest.builder()
                .roleArn(role.arn())
                .externalId(role.externalId())
                .roleSessionName(role.sessionName())
                .build();
    }

    private static Session session(Credentials given) {
        return new Session(
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()),
                given.expiration().minus(RENEW_AHEAD),
                given.expiration().minus(UNUSED_AHEAD));
    }
}
