package dev.muster.model;

/** Why an instance ended. */
public enum TerminationReason {
    /** A command of ours asked for it. */
    USER,
    /** Its time to live ran out. */
    EXPIRED,
    SPOT_INTERRUPTION,
    PREEMPTED,
    GUEST_SHUTDOWN,
    /** The provider accepted the launch and then found no room. */
    CAPACITY_AT_LAUNCH,
    VOLUME_LIMIT,
    LAUNCH_ERROR,
    HOST_FAILURE,
    PROVIDER_MAINTENANCE,
    /** We undid what a failed or cancelled command of ours had made. */
    COMPENSATION,
    DUPLICATE_REAPED,
    ORPHAN_REAPED,
    /** Somebody else ended it: it is gone, and no command of ours asked. */
    EXTERNAL,
    BILLING_STOP,
    UNKNOWN
}
