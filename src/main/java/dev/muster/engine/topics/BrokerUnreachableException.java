package dev.muster.engine.topics;

/** No broker answered within the longest wait. */
public final class BrokerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokerUnreachableException(BrokerMissing missing, Throwable cause) {
        super(missing.message(), cause);
    }
}
