package dev.muster.provider.sandbox;

/** Why a simulated machine truly ended. */
public enum EndReason {
    /** Somebody asked through the API: we, or another user of the account. The cloud cannot tell which. */
    REQUESTED,
    SPOT_RECLAIMED,
    PREEMPTED,
    NO_ROOM_AT_LAUNCH,
    LAUNCH_ERROR,
    HOST_FAILURE,
    GUEST_SHUTDOWN
}
