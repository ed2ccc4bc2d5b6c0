package dev.muster.provider.aws;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/**
 * Tells, by the classes of its causes, a call that never left: no connection, so no request on it. Everything else that
 * breaks may have been carried out.
 */
final class NeverSent {
    /**
     * Netty's connect timeout is a ConnectException, its read and write timeouts are none of these; the JDK's
     * TimeoutException comes from the connection pool alone, when no connection was free in time. Source: the SDK's
     * netty-nio-client 2.57, NettyUtils and BetterFixedChannelPool.
     */
    private static final List<Class<? extends Throwable>> BEFORE_SENDING = List.of(
            ConnectException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            NoRouteToHostException.class,
            SSLHandshakeException.class,
            TimeoutException.class);

    /** Causes beyond this are no one's business; bounds the walk where a chain bites its tail. */
    private static final int CAUSES_MAX = 20;

    private NeverSent() {}

    static boolean isWhy(Throwable failure) {
        return cause(failure).isPresent();
    }

    /** The cause that proves it; empty where nothing does. */
    static Optional<Throwable> cause(Throwable failure) {
        return causes(failure)
                .filter(cause -> BEFORE_SENDING.stream().anyMatch(type -> type.isInstance(cause)))
                .findFirst();
    }

    /** A failure and its causes, the outermost first. */
    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES_MAX);
    }
}
