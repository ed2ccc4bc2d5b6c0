package dev.muster.cli;

import dev.muster.cli.text.FailureText;
import dev.muster.model.Failure;
import dev.muster.wire.binding.UndecodableException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the errors topic. */
@Command(
        name = "errors",
        description = "Shows what failed, and what to do about it.",
        footer = {"", "Example:", "  muster errors --follow"})
final class ErrorsCommand extends Leaf {
    @Option(
            names = "--resource",
            paramLabel = "NAME",
            description =
                    "Only about this: an instance's name or full name, or a command's id. Looks through the whole topic.")
    @Nullable
    String resource;

    @Mixin
    Tail tail;

    @Override
    int run(Session session) {
        String topic = session.settings().topic("errors");
        tail.run(session, topic, resource != null, record -> show(session, record));
        return 0;
    }

    private List<String> show(Session session, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return List.of();
        }
        try {
            var failure = session.contracts().errors().decode(record.value());
            if (!isWanted(failure) || isForeign(session, failure.resource())) {
                return List.of();
            }
            Instant at = Instant.ofEpochMilli(record.timestamp());
            return List.of(
                    session.isJson() ? session.jsonLines().of(failure) : FailureText.line(failure, at, session.zone()));
        } catch (UndecodableException e) {
            session.remark(Unreadable.at(record, e));
            return List.of();
        }
    }

    private boolean isWanted(Failure failure) {
        String about = failure.resource();
        return resource == null
                || resource.equals(failure.commandId())
                || about != null && (about.equals(resource) || about.endsWith("/" + resource));
    }

    /** One that is about no resource is shown to everybody: it holds nothing of what was sent. */
    private static boolean isForeign(Session session, @Nullable String about) {
        return about != null && session.isForeign(about.substring(0, Math.max(0, about.indexOf('/'))));
    }
}
