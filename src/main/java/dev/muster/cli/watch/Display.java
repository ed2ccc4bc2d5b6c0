package dev.muster.cli.watch;

import dev.muster.model.Event;
import java.time.Instant;

/** Shows progress as it comes. */
public interface Display {
    /** One of the followed commands or instances was heard of; {@code progress} has it already. */
    void heard(Event event, Progress progress, Instant now);

    /** Time has passed; called a few times a second. */
    void tick(Progress progress, Instant now);

    /** Nothing more will come: all have their results, or {@code progress} says who has none. */
    void end(Progress progress, Instant now);
}
