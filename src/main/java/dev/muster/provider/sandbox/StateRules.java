package dev.muster.provider.sandbox;

import dev.muster.model.Call;

/** From which states a call is accepted, as EC2 has it; where nothing is left to do, it is accepted too. */
final class StateRules {
    private StateRules() {}

    static boolean allow(Call.Kind kind, MachineState state) {
        return switch (kind) {
            case TERMINATE -> true;
            case STOP ->
                switch (state) {
                    case RUNNING, STOPPING, STOPPED -> true;
                    case BOOTING, REBOOTING, STARTING, ENDING, ENDED -> false;
                };
            case START ->
                switch (state) {
                    case BOOTING, STARTING, RUNNING, REBOOTING, STOPPED -> true;
                    case STOPPING, ENDING, ENDED -> false;
                };
            case REBOOT ->
                switch (state) {
                    case RUNNING, REBOOTING -> true;
                    case BOOTING, STARTING, STOPPING, STOPPED, ENDING, ENDED -> false;
                };
            case LAUNCH, DESCRIBE, SWEEP, FIND -> throw new IllegalArgumentException("asks no state: " + kind);
        };
    }
}
