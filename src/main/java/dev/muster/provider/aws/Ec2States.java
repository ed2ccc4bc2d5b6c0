package dev.muster.provider.aws;

import static java.util.Map.entry;

import dev.muster.model.LifecycleState;
import dev.muster.model.TerminationReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** EC2's states and state reasons in our words. Source: EC2 API Reference, InstanceState and StateReason, read 2026. */
final class Ec2States {
    /** The low byte of a state's code; "the high byte is used for internal purposes and should be ignored". */
    private static final Map<Integer, LifecycleState> STATES = Map.of(
            // A row says what EC2 says. That pending after a start of ours is STARTING, the core knows.
            0, LifecycleState.PROVISIONING,
            16, LifecycleState.RUNNING,
            32, LifecycleState.TERMINATING,
            48, LifecycleState.TERMINATED,
            64, LifecycleState.STOPPING,
            80, LifecycleState.STOPPED);

    private static final Map<String, TerminationReason> REASONS = Map.ofEntries(
            entry("Server.InsufficientInstanceCapacity", TerminationReason.CAPACITY_AT_LAUNCH),
            entry("Server.SpotInstanceTermination", TerminationReason.SPOT_INTERRUPTION),
            entry("Server.SpotInstanceShutdown", TerminationReason.SPOT_INTERRUPTION),
            entry("Server.InternalError", TerminationReason.HOST_FAILURE),
            entry("Server.ScheduledStop", TerminationReason.PROVIDER_MAINTENANCE),
            entry("Client.VolumeLimitExceeded", TerminationReason.VOLUME_LIMIT),
            entry("Client.InternalError", TerminationReason.LAUNCH_ERROR),
            entry("Client.InvalidSnapshot.NotFound", TerminationReason.LAUNCH_ERROR),
            entry("Client.InstanceInitiatedShutdown", TerminationReason.GUEST_SHUTDOWN),
            // A row cannot tell whose call it was. The core says USER where a command of ours asked.
            entry("Client.UserInitiatedShutdown", TerminationReason.EXTERNAL),
            entry("Client.InstanceTerminated", TerminationReason.EXTERNAL));

    private static final String HIBERNATED = "Client.UserInitiatedHibernate";

    private Ec2States() {}

    /** A word EC2 did not have when this was written is UNKNOWN, never a guess. */
    static LifecycleState state(@Nullable Integer code, String reasonCode) {
        LifecycleState state = code == null ? null : STATES.get(code & 0xff);
        if (state == null) {
            return LifecycleState.UNKNOWN;
        }
        if (reasonCode.equals(HIBERNATED)) {
            return switch (state) {
                case STOPPING -> LifecycleState.SUSPENDING;
                case STOPPED -> LifecycleState.SUSPENDED;
                default -> state;
            };
        }
        return state;
    }

    /** Why it ends or ended; null in any other state. */
    static @Nullable TerminationReason reason(LifecycleState state, String reasonCode) {
        return switch (state) {
            case TERMINATING, TERMINATED -> REASONS.getOrDefault(reasonCode, TerminationReason.UNKNOWN);
            default -> null;
        };
    }
}
