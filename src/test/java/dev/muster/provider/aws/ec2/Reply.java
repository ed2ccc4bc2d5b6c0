package dev.muster.provider.aws.ec2;

/**
 * One HTTP answer.
 *
 * @param body XML
 * @param last whether the connection ends with it. Errors do, as EC2's have been seen to: on a connection that stays
 *     open, the SDK (2.57.8) now and then cancels the failed call so late that it closes it under the next one
 */
record Reply(int status, String body, boolean last) {
    static Reply ok(String body) {
        return new Reply(200, body, false);
    }

    static Reply error(int status, String body) {
        return new Reply(status, body, true);
    }

    /** The same answer with its document cut in the middle. */
    Reply truncated() {
        return new Reply(status, body.substring(0, body.length() / 2), true);
    }
}
