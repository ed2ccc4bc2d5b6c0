package dev.muster.provider.aws.ec2;

import java.util.Locale;

/** EC2's instance states, by their wire names and the low byte of their wire codes. */
public enum MachineState {
    PENDING(0),
    RUNNING(16),
    SHUTTING_DOWN(32),
    TERMINATED(48),
    STOPPING(64),
    STOPPED(80);

    private final int code;

    MachineState(int code) {
        this.code = code;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isEnding() {
        return this == SHUTTING_DOWN || this == TERMINATED;
    }

    /** Whether the provider's hosts still carry it, so that it counts against capacity, quota and subnet addresses. */
    boolean holdsHost() {
        return this != STOPPED && this != TERMINATED;
    }

    void writeTo(Xml xml, String element) {
        xml.element(element, () -> xml.text("code", code).text("name", wireName()));
    }
}
