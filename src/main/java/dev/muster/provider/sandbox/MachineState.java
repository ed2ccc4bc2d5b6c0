package dev.muster.provider.sandbox;

/** Where a simulated machine truly is; how a profile calls it is up to its {@link Dialect}. */
public enum MachineState {
    BOOTING,
    RUNNING,
    REBOOTING,
    STOPPING,
    STOPPED,
    STARTING,
    ENDING,
    ENDED;

    /** Whether it takes up room and quota. */
    boolean occupies() {
        return this != STOPPED && this != ENDED;
    }

    /** Whether nobody has asked for its end yet. */
    boolean isLasting() {
        return this != ENDING && this != ENDED;
    }
}
