package dev.muster.engine.topics;

/** What happens at start: {@code muster.topics.mode}. */
public enum TopicsMode {
    /** Missing topics are created. Other differences are told, and only another partition count stops the start. */
    CREATE,
    /** Nothing is changed; any difference stops the start. For clusters whose topics someone else looks after. */
    VERIFY
}
