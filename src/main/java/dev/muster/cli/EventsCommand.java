package dev.muster.cli;

import dev.muster.cli.text.EventText;
import dev.muster.model.Event;
import dev.muster.wire.binding.UndecodableException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the events topic. */
@Command(
        name = "events",
        description = "Shows what happened, the last of it first to last.",
        footer = {"", "Example:", "  muster events --follow --resource trainer-0"})
final class EventsCommand extends Leaf {
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
        String topic = session.settings().topic("events");
        tail.run(session, topic, resource != null, record -> show(session, record));
        return 0;
    }

    private List<String> show(Session session, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return List.of();
        }
        try {
            var event = session.contracts().events().decode(record.value());
            if (!isWanted(event)
                    || session.isForeign(event.head().resource().scope().tenant())) {
                return List.of();
            }
            return List.of(session.isJson() ? session.jsonLines().of(event) : EventText.line(event, session.zone()));
        } catch (UndecodableException e) {
            session.remark(Unreadable.at(record, e));
            return List.of();
        }
    }

    private boolean isWanted(Event event) {
        var about = event.head().resource();
        return resource == null
                || about.id().equals(resource)
                || about.text().equals(resource)
                || resource.equals(event.head().commandId());
    }
}
