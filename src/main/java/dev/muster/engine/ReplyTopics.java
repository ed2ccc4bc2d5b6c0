package dev.muster.engine;

import dev.muster.model.CommandEnvelope.ReplyTo;

/** Which topics a command may have its result sent to. */
public interface ReplyTopics {
    /** Whether topic and partition are there, for replies. A record for one that is not there would hold up everything. */
    boolean isOpen(ReplyTo to);
}
