package dev.muster.provider.aws.ec2;

import java.util.Map;

/**
 * An EC2 refusal: its code, HTTP status and message. Statuses: EC2 API Reference, "Error codes", where client errors
 * are 4xx and InsufficientInstanceCapacity stands among the server errors.
 */
public final class Ec2Error extends RuntimeException {
    private static final Map<String, Integer> STATUSES = Map.of(
            "InsufficientInstanceCapacity", 500,
            "InternalError", 500,
            "InternalFailure", 500,
            "Unavailable", 503,
            "ServiceUnavailable", 503,
            "RequestLimitExceeded", 503,
            "AuthFailure", 401,
            "UnauthorizedOperation", 403,
            "DryRunOperation", 412);

    private final String code;
    private final int status;

    public Ec2Error(String code, String message) {
        this(code, STATUSES.getOrDefault(code, 400), message);
    }

    public Ec2Error(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    static Ec2Error invalid(String message) {
        return new Ec2Error("InvalidParameterValue", message);
    }

    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    Reply reply(String requestId) {
        var xml = new Xml("<Response><Errors><Error>")
                .text("Code", code)
                .text("Message", getMessage())
                .raw("</Error></Errors>")
                .text("RequestID", requestId)
                .raw("</Response>");
        return Reply.error(status, xml.toString());
    }
}
