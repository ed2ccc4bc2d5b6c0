package dev.muster.provider.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Credentials that STS gives for a while, renewed before they end. The SDK's own provider of these takes only the blocking
 * STS client and holds the thread that signs; this one asks the asynchronous client, once for all who wait.
 */
final class StsSession implements IdentityProvider<AwsCredentialsIdentity> {
    /** Renewed this long before they end, and used meanwhile. */
    private static final Duration RENEW_AHEAD = Duration.ofMinutes(5);

    /** Not used any more this long before they end: the call they sign must arrive in time. */
    private static final Duration UNUSED_AHEAD = Duration.ofMinutes(1);

    /** After a failed renewal, while the old ones are still good. */
    private static final Duration RENEW_AGAIN_AFTER = Duration.ofSeconds(30);

    private record Session(AwsCredentialsIdentity credentials, Instant renewAt, Instant unusedFrom) {}

    private final Supplier<CompletableFuture<Credentials>> ask;
    private final Clock clock;
    private @Nullable Session session;
    private @Nullable CompletableFuture<Session> renewal;

    /** @param ask one call to STS */
    StsSession(Supplier<CompletableFuture<Credentials>> ask, Clock clock) {
        this.ask = ask;
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
        CompletableFuture<Session> asked = ask.get()
                .thenApply(StsSession::session)
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

    private static Session session(Credentials given) {
        return new Session(
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()),
                given.expiration().minus(RENEW_AHEAD),
                given.expiration().minus(UNUSED_AHEAD));
    }
}
