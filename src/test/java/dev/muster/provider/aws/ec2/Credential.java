package dev.muster.provider.aws.ec2;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who calls, and which region they mean: the scope of a Signature Version 4. The signature is not checked. */
record Credential(String accessKey, String region) {
    private static final Pattern SCOPE =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/([^/]+)/ec2/aws4_request,.*");

    static Credential of(@Nullable String authorization) {
        Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
        if (!scope.matches()) throw rejection("AuthFailure");
        return new Credential(scope.group(1), scope.group(2));
    }

    void check(Knobs knobs) {
        knobs.rejectionOf(accessKey).ifPresent(code -> {
            throw rejection(code);
        });
    }

    private static Ec2Error rejection(String code) {
        return new Ec2Error(
                code,
                switch (code) {
                    case "UnauthorizedOperation" -> "You are not authorized to perform this operation.";
                    case "ExpiredToken" -> "The security token included in the request is expired";
                    case "RequestExpired" -> "Request has expired.";
                    default -> "AWS was not able to validate the provided access credentials";
                });
    }
}
