package dev.muster.provider.sandbox;

import static java.util.Map.entry;

import dev.muster.model.Call;
import dev.muster.model.LifecycleState;
import dev.muster.model.TerminationReason;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cloud's own vocabulary, and the adapter's reading of it. Source of both: providers.md.
 *
 * @param operations the cloud's names of its calls
 * @param words its names of the states
 * @param impaired its word for a running machine whose checks fail; the same as for a running one where health is told apart
 * @param endWords its word for an ended machine, where it depends on the reason
 * @param reasonWords its names of the reasons for an end; a reason that is missing is not told
 * @param sayings its codes for trouble
 * @param states what the adapter reads from a state's word; any other word is UNKNOWN
 * @param reasons what the adapter reads from a reason's word; any other says nothing
 */
public record Dialect(
        Map<Call.Kind, String> operations,
        Map<MachineState, String> words,
        String impaired,
        Map<EndReason, String> endWords,
        Map<EndReason, String> reasonWords,
        Map<Trouble, Saying> sayings,
        Map<String, LifecycleState> states,
        Map<String, TerminationReason> reasons) {

    /** The code and HTTP status the cloud answers with. */
    public record Saying(String code, int httpStatus) {}

    private static final Saying NO_ANSWER = new Saying("no-answer", 0);

    /** A start after a stop is {@code pending} again, a reboot is {@code running}: only who asked can tell them apart. */
    static final Dialect EC2 = new Dialect(
            new EnumMap<>(Map.of(
                    Call.Kind.LAUNCH, "RunInstances",
                    Call.Kind.TERMINATE, "TerminateInstances",
                    Call.Kind.STOP, "StopInstances",
                    Call.Kind.START, "StartInstances",
                    Call.Kind.REBOOT, "RebootInstances",
                    Call.Kind.DESCRIBE, "DescribeInstances",
                    Call.Kind.SWEEP, "DescribeInstances",
                    Call.Kind.FIND, "DescribeInstances")),
            new EnumMap<>(Map.of(
                    MachineState.BOOTING, "pending",
                    MachineState.STARTING, "pending",
                    MachineState.RUNNING, "running",
                    MachineState.REBOOTING, "running",
                    MachineState.STOPPING, "stopping",
                    MachineState.STOPPED, "stopped",
                    MachineState.ENDING, "shutting-down",
                    MachineState.ENDED, "terminated")),
            "running",
            Map.of(),
            new EnumMap<>(Map.of(
                    EndReason.REQUESTED, "Client.UserInitiatedShutdown",
                    EndReason.SPOT_RECLAIMED, "Server.SpotInstanceTermination",
                    EndReason.PREEMPTED, "Server.SpotInstanceTermination",
                    EndReason.NO_ROOM_AT_LAUNCH, "Server.InsufficientInstanceCapacity",
                    EndReason.LAUNCH_ERROR, "Client.InternalError",
                    EndReason.HOST_FAILURE, "Server.InternalError",
                    EndReason.GUEST_SHUTDOWN, "Client.InstanceInitiatedShutdown")),
            new EnumMap<>(Map.of(
                    Trouble.INVALID, new Saying("InvalidParameterValue", 400),
                    Trouble.UNAUTHENTICATED, new Saying("AuthFailure", 401),
                    Trouble.THROTTLED, new Saying("RequestLimitExceeded", 503),
                    Trouble.QUOTA, new Saying("VcpuLimitExceeded", 400),
                    Trouble.FULL_ZONE, new Saying("InsufficientInstanceCapacity", 500),
                    Trouble.FULL_REGION, new Saying("InsufficientInstanceCapacity", 500),
                    Trouble.NOT_FOUND, new Saying("InvalidInstanceID.NotFound", 400),
                    Trouble.WRONG_STATE, new Saying("IncorrectInstanceState", 400),
                    Trouble.MISMATCH, new Saying("IdempotentParameterMismatch", 400))),
            Map.of(
                    "pending", LifecycleState.PROVISIONING,
                    "running", LifecycleState.RUNNING,
                    "stopping", LifecycleState.STOPPING,
                    "stopped", LifecycleState.STOPPED,
                    "shutting-down", LifecycleState.TERMINATING,
                    "terminated", LifecycleState.TERMINATED),
            Map.of(
                    "Server.SpotInstanceTermination", TerminationReason.SPOT_INTERRUPTION,
                    "Server.InsufficientInstanceCapacity", TerminationReason.CAPACITY_AT_LAUNCH,
                    "Client.InternalError", TerminationReason.LAUNCH_ERROR,
                    "Server.InternalError", TerminationReason.HOST_FAILURE,
                    "Client.InstanceInitiatedShutdown", TerminationReason.GUEST_SHUTDOWN));

    /** Tells no reason but one, by a state of its own: {@code preempted}. */
    static final Dialect LAMBDA = new Dialect(
            new EnumMap<>(Map.of(
                    Call.Kind.LAUNCH, "instance-operations/launch",
                    Call.Kind.TERMINATE, "instance-operations/terminate",
                    Call.Kind.REBOOT, "instance-operations/restart",
                    Call.Kind.DESCRIBE, "instances",
                    Call.Kind.SWEEP, "instances",
                    Call.Kind.FIND, "instances")),
            new EnumMap<>(Map.of(
                    MachineState.BOOTING, "booting",
                    MachineState.REBOOTING, "booting",
                    MachineState.RUNNING, "active",
                    MachineState.ENDING, "terminating",
                    MachineState.ENDED, "terminated")),
            "unhealthy",
            new EnumMap<>(Map.of(EndReason.PREEMPTED, "preempted")),
            Map.of(),
            new EnumMap<>(Map.ofEntries(
                    entry(Trouble.INVALID, new Saying("global/invalid-parameters", 400)),
                    entry(Trouble.UNAUTHENTICATED, new Saying("global/invalid-api-key", 401)),
                    entry(Trouble.THROTTLED, new Saying("global/rate-limited", 429)),
                    entry(Trouble.QUOTA, new Saying("global/quota-exceeded", 403)),
                    entry(Trouble.FULL_REGION, new Saying("instance-operations/launch/insufficient-capacity", 400)),
                    entry(Trouble.NOT_FOUND, new Saying("global/object-does-not-exist", 404)),
                    entry(Trouble.WRONG_STATE, new Saying("global/duplicate", 409)))),
            Map.of(
                    "booting", LifecycleState.PROVISIONING,
                    "active", LifecycleState.RUNNING,
                    "unhealthy", LifecycleState.DEGRADED,
                    "terminating", LifecycleState.TERMINATING,
                    "terminated", LifecycleState.TERMINATED,
                    "preempted", LifecycleState.TERMINATED),
            Map.of("preempted", TerminationReason.PREEMPTED));

    String operation(Call.Kind kind) {
        return operations.getOrDefault(kind, kind.name());
    }

    Saying saying(Trouble trouble) {
        return sayings.getOrDefault(trouble, NO_ANSWER);
    }

    /** What the cloud calls a machine in that state. */
    String word(MachineState state, @Nullable EndReason reason, boolean isImpaired) {
        if (state == MachineState.RUNNING && isImpaired) {
            return impaired;
        }
        String plain = words.getOrDefault(state, state.name());
        return state == MachineState.ENDED && reason != null ? endWords.getOrDefault(reason, plain) : plain;
    }

    LifecycleState stateOf(String word) {
        return states.getOrDefault(word, LifecycleState.UNKNOWN);
    }

    /** Why a machine ended, from the reason's word or, where that says nothing, the state's; null where neither tells. */
    @Nullable
    TerminationReason reasonOf(String rawReason, String rawState) {
        TerminationReason told = reasons.get(rawReason);
        return told == null ? reasons.get(rawState) : told;
    }
}
