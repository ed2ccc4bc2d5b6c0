package dev.muster.cli.kafka;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/** Turns what the Kafka clients throw into a message that names the setting and the remedy. */
public final class KafkaTrouble {
    private KafkaTrouble() {}

    public static ExitException explain(Throwable failure, Settings settings) {
        Throwable cause = innermost(failure);
        if (cause instanceof ConfigException) {
            return badSetting(cause, settings);
        }
        if (cause instanceof AuthenticationException) {
            return ExitException.unreachable("the broker at " + settings.bootstrapServers()
                    + " refused our credentials: " + oneLine(cause) + ".\nCheck the security settings in the file that"
                    + " --config names.");
        }
        if (cause instanceof AuthorizationException) {
            return ExitException.unreachable("the broker at " + settings.bootstrapServers() + " does not allow this: "
                    + oneLine(cause) + ".\nAsk for the rights, or use other credentials by --config.");
        }
        if (cause instanceof TimeoutException) {
            return unreachable(settings, "");
        }
        if (cause instanceof RecordTooLargeException) {
            return ExitException.failed(
                    "the command is too large for " + settings.commandsTopic() + ": " + oneLine(cause));
        }
        if (cause instanceof InvalidTopicException) {
            return ExitException.usage("--prefix and --tenant make no legal topic name: " + settings.commandsTopic());
        }
        return ExitException.failed("Kafka at " + settings.bootstrapServers() + ": " + oneLine(cause));
    }

    static ExitException unreachable(Settings settings, String problem) {
        return ExitException.unreachable("no Kafka broker answers at " + settings.bootstrapServers() + " (from "
                + settings.from() + ")" + problem + ".\nStart the service (./mvnw quarkus:dev brings a broker along),"
                + " or name another broker by --bootstrap host:port or "
                + Settings.VARIABLE + ".");
    }

    static ExitException noTopic(Settings settings, String topic) {
        return ExitException.unreachable("the broker at " + settings.bootstrapServers() + " (from " + settings.from()
                + ") has no topic " + topic + ".\nThe service creates it when it starts; if it has other names there,"
                + " give --prefix or --tenant.");
    }

    private static ExitException badSetting(Throwable cause, Settings settings) {
        String text = oneLine(cause);
        boolean address = text.contains("bootstrap");
        return address
                ? unreachable(settings, ": no such host, or not host:port")
                : ExitException.usage("--config: " + text);
    }

    /** The outer ones only say that a call failed. */
    private static Throwable innermost(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null && isWrapper(at)) {
            at = at.getCause();
        }
        return at;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure.getClass() == KafkaException.class;
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
