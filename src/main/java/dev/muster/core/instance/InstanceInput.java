package dev.muster.core.instance;

import dev.muster.model.Event.Identity;
import dev.muster.model.Failure;
import dev.muster.model.ObservationSource;
import dev.muster.model.ObservedInstance;
import dev.muster.model.TerminationReason;
import dev.muster.model.Verb;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to an instance that exists in the journal. */
public sealed interface InstanceInput {
    /** It became member {@code index} of a launch call. */
    record LaunchOpened(UUID callId, int index) implements InstanceInput {}

    /** Its launch call ended without it; it waits for another one. */
    record LaunchUnfilled() implements InstanceInput {}

    /** Its launch is given up. {@code failure} says what may be left of it. */
    record LaunchGivenUp(Failure failure) implements InstanceInput {}

    /** Its machine was launched and ended before it was ever shown. */
    record LaunchVanished() implements InstanceInput {}

    /** A machine was found to be its own. */
    record Bound(Identity identity, ObservedInstance row, Instant observedAt, ObservationSource source)
            implements InstanceInput {}

    /** The provider showed its machine, as of {@code observedAt}. */
    record Seen(ObservedInstance row, Instant observedAt, ObservationSource source) implements InstanceInput {}

    /** A complete listing did not show its machine; {@code proven} once that is enough to call it gone. */
    record Unseen(boolean proven) implements InstanceInput {}

    /** A command asks for a verb. */
    record VerbAsked(String commandId, Verb verb, Instant giveUpAt) implements InstanceInput {}

    /** The verb in hand is in a call now. */
    record ActCalled(Verb verb) implements InstanceInput {}

    /** The provider accepted the verb. */
    record ActAccepted(Verb verb) implements InstanceInput {}

    /** The provider refused the verb for now; it is tried again. */
    record ActDeferred(Verb verb) implements InstanceInput {}

    /** The provider refused the verb for good, or its effect stays unknown. */
    record ActRefused(Verb verb, Failure failure) implements InstanceInput {}

    /** It is to be ended: its time to live ran out, or its command was given up ({@code failure} says how). */
    record EndDecided(TerminationReason reason, @Nullable Failure failure) implements InstanceInput {}

    /** Time has passed; nothing else happened. */
    record PatienceChecked() implements InstanceInput {}
}
