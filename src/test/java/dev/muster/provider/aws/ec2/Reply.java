package dev.muster.provider.aws.ec2;

/** One HTTP answer; {@code body} is XML. */
record Reply(int status, String body) {
    /** The same answer with its document cut in the middle. */
    Reply truncated() {
        return new Reply(status, body.substring(0, body.length() / 2));
    }
}
