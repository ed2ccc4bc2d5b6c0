package dev.muster.engine;

/** Which topics a command may have its result sent to. */
public interface ReplyTopics {
    /** Whether the topic is there, for replies. A record for one that is not there would hold up everything. */
    boolean isOpen(String topic);
}
