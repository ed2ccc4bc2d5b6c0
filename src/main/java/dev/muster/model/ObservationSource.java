package dev.muster.model;

/** How we learned what the provider says of an instance. */
public enum ObservationSource {
    /** In the answer to a call that changed it. */
    RESPONSE,
    /** We asked. */
    POLL,
    /** The provider told us unasked. */
    PUSH
}
