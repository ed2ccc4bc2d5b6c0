package dev.muster.provider.aws;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** AWS's sentences without what must not travel: policies, signatures, tokens, keys and user data. */
final class Ec2Messages {
    /** UnauthorizedOperation carries the policies that were evaluated; whoever may decode it reads them. */
    private static final Pattern ENCODED_AUTHORIZATION =
            Pattern.compile("Encoded authorization failure message:?\\s*\\S*", Pattern.CASE_INSENSITIVE);

    /** SignatureDoesNotMatch repeats the signed request with its headers, the session token among them. */
    private static final Pattern CANONICAL_REQUEST =
            Pattern.compile("The (Canonical String|String-to-Sign).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern ACCESS_KEY = Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{12,}");

    private static final String LEFT_OUT = "(left out)";

    /** Shorter ones would turn up in innocent words. */
    private static final int SECRET_LENGTH_MIN = 4;

    private Ec2Messages() {}

    /** @param secrets texts of the request that must not be repeated */
    static String clean(@Nullable String message, List<String> secrets) {
        if (message == null || message.isBlank()) {
            return "AWS gave no message";
        }
        String clean = message;
        for (String secret : secrets) {
            clean = secret.length() < SECRET_LENGTH_MIN ? clean : clean.replace(secret, LEFT_OUT);
        }
        clean = ENCODED_AUTHORIZATION.matcher(clean).replaceAll("Encoded authorization failure message: " + LEFT_OUT);
        clean = CANONICAL_REQUEST.matcher(clean).replaceAll("The signed request: " + LEFT_OUT);
        return ACCESS_KEY.matcher(clean).replaceAll("$1" + LEFT_OUT);
    }
}
