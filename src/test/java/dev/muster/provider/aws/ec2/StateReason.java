package dev.muster.provider.aws.ec2;

/** Why an instance left the state it was in, in EC2's words. Source: EC2 API Reference, StateReason. */
public record StateReason(String code, String message) {
    static final StateReason USER = of("Client.UserInitiatedShutdown");
    static final StateReason GUEST = of("Client.InstanceInitiatedShutdown");
    static final StateReason SPOT_TERMINATION = of("Server.SpotInstanceTermination");
    static final StateReason SPOT_SHUTDOWN = of("Server.SpotInstanceShutdown");
    static final StateReason HOST_FAILURE = of("Server.InternalError");

    public static StateReason of(String code) {
        String words = code.substring(code.indexOf('.') + 1).replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return new StateReason(code, code + ": " + words);
    }
}
