package dev.muster.provider.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The role that Kubernetes gives a pod (EKS: IAM roles for service accounts): a token in a file, which STS takes for
 * credentials. It is a link of the SDK's chain, but there it needs a blocking HTTP client, and we have none.
 *
 * @param tokenFile rewritten before the token ends, so read anew each time
 */
record WebIdentity(Path tokenFile, String roleArn, String sessionName) {
    /**
     * What this process was given. Source: SDK Developer Guide, "Default credentials provider chain", read 2026: keys in
     * system properties or the environment come first.
     */
    static Optional<WebIdentity> ofProcess() {
        if (SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent()) {
            return Optional.empty();
        }
        String sessionName =
                SdkSystemSetting.AWS_ROLE_SESSION_NAME.getStringValue().orElse("muster");
        return SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE
                .getStringValue()
                .flatMap(file -> SdkSystemSetting.AWS_ROLE_ARN
                        .getStringValue()
                        .map(arn -> new WebIdentity(Path.of(file), arn, sessionName)));
    }

    /**
     * @param sts signs nothing: the token speaks for itself
     * @param thread where the file may be read
     */
    CompletableFuture<Credentials> ask(StsAsyncClient sts, Executor thread) {
        return CompletableFuture.supplyAsync(this::token, thread)
                .thenCompose(token -> sts.assumeRoleWithWebIdentity(request ->
                        request.roleArn(roleArn).roleSessionName(sessionName).webIdentityToken(token)))
                .thenApply(AssumeRoleWithWebIdentityResponse::credentials);
    }

    private String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
