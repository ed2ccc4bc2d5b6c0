package dev.muster.core;

import dev.muster.core.state.Timer;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.Outcome;

/** Everything that can happen to a scope comes through this one door. */
public sealed interface Input {
    record CommandArrived(CommandEnvelope envelope) implements Input {}

    record OutcomeArrived(Outcome outcome) implements Input {}

    record TimerFired(Timer timer) implements Input {}
}
