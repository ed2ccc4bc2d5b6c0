package dev.muster.provider.aws;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * A role that an account is used in, in place of the credentials we have of our own.
 *
 * @param externalId agreed with the owner of the role's account; null if none was
 * @param sessionName by which the role's account sees us in its log
 */
record AssumedRole(String arn, @Nullable String externalId, String sessionName) {
    /** @param sts signs with our own credentials */
    CompletableFuture<Credentials> ask(StsAsyncClient sts) {
        return sts.assumeRole(
                        request -> request.roleArn(arn).externalId(externalId).roleSessionName(sessionName))
                .thenApply(AssumeRoleResponse::credentials);
    }
}
