package dev.muster.model;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where an instance is in its life, in no vendor's words. The legal moves are {@link #canBecome}. */
public enum LifecycleState {
    /** Accepted, and waiting for its turn: no provider knows of it. */
    REQUESTED,
    /** A launch is owed, under way or answered; the machine does not run yet. */
    PROVISIONING,
    STARTING,
    RUNNING,
    /** Runs, but the provider's own checks say it is impaired. */
    DEGRADED,
    REBOOTING,
    RECONFIGURING,
    STOPPING,
    STOPPED,
    SUSPENDING,
    SUSPENDED,
    TERMINATING,
    TERMINATED,
    /** Something went wrong for good; if the provider has a machine for it, that machine may still be billed. */
    FAILED,
    /** The provider's word is not known to us, or we cannot tell. Never taken for any other state. */
    UNKNOWN;

    private static final Map<LifecycleState, Set<LifecycleState>> MOVES = moves();

    /** Whether the table of legal moves has this step. A state is not a move to itself. */
    public boolean canBecome(LifecycleState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether the provider may still bill for it, as far as this word tells. */
    public boolean isLive() {
        return this != REQUESTED && this != TERMINATED;
    }

    private static Map<LifecycleState, Set<LifecycleState>> moves() {
        var moves = new EnumMap<LifecycleState, Set<LifecycleState>>(LifecycleState.class);
        moves.put(REQUESTED, EnumSet.of(PROVISIONING, FAILED, TERMINATED, UNKNOWN));
        moves.put(PROVISIONING, EnumSet.of(STARTING, RUNNING, STOPPED, FAILED, TERMINATING, TERMINATED, UNKNOWN));
        moves.put(STARTING, EnumSet.of(RUNNING, DEGRADED, STOPPING, STOPPED, FAILED, TERMINATING, TERMINATED, UNKNOWN));
        moves.put(
                RUNNING,
                EnumSet.of(
                        DEGRADED,
                        REBOOTING,
                        RECONFIGURING,
                        STOPPING,
                        STOPPED,
                        SUSPENDING,
                        TERMINATING,
                        TERMINATED,
                        FAILED,
                        UNKNOWN));
        for (LifecycleState state : EnumSet.of(DEGRADED, REBOOTING, RECONFIGURING)) {
            var next = EnumSet.of(
                    RUNNING,
                    DEGRADED,
                    REBOOTING,
                    RECONFIGURING,
                    STOPPING,
                    STOPPED,
                    TERMINATING,
                    TERMINATED,
                    FAILED,
                    UNKNOWN);
            next.remove(state);
            moves.put(state, next);
        }
        moves.put(STOPPING, EnumSet.of(STOPPED, RUNNING, TERMINATING, TERMINATED, FAILED, UNKNOWN));
        moves.put(STOPPED, EnumSet.of(STARTING, RUNNING, RECONFIGURING, TERMINATING, TERMINATED, FAILED, UNKNOWN));
        moves.put(
                SUSPENDING,
                EnumSet.of(SUSPENDED, STARTING, RUNNING, STOPPED, TERMINATING, TERMINATED, FAILED, UNKNOWN));
        moves.put(SUSPENDED, EnumSet.of(STARTING, RUNNING, STOPPED, TERMINATING, TERMINATED, FAILED, UNKNOWN));
        moves.put(TERMINATING, EnumSet.of(TERMINATED, RUNNING, FAILED, UNKNOWN));
        moves.put(FAILED, EnumSet.of(STARTING, RUNNING, TERMINATING, TERMINATED, UNKNOWN));
        var any = EnumSet.allOf(LifecycleState.class);
        any.remove(UNKNOWN);
        moves.put(UNKNOWN, any);
        moves.put(TERMINATED, EnumSet.noneOf(LifecycleState.class));
        return moves;
    }
}
