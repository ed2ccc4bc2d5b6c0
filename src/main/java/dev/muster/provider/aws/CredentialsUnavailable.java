package dev.muster.provider.aws;

/** There is nothing to sign with, so nothing was sent. The cause is the SDK's or STS's own failure. */
final class CredentialsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CredentialsUnavailable(Throwable cause) {
        super("no credentials", cause, false, false);
    }
}
