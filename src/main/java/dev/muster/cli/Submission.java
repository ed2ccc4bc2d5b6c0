package dev.muster.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.cli.kafka.CommandSender;
import dev.muster.cli.kafka.PlannedCommand;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.cli.watch.Display;
import dev.muster.cli.watch.Progress;
import dev.muster.cli.watch.Watch;
import dev.muster.model.ResourceName;
import dev.muster.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends commands, and follows them where that is wanted. */
final class Submission {
    private final Session session;
    private final SendOptions options;
    private final Display display;

    Submission(Session session, SendOptions options, Display display) {
        this.session = session;
        this.options = options;
        this.display = display;
    }

    /** The process's exit code. */
    int run(List<PlannedCommand> planned) {
        return options.watch ? sendAndFollow(planned) : sendOnly(planned);
    }

    private int sendAndFollow(List<PlannedCommand> planned) {
        requireTopic();
        try (var reader = Watch.open(session.settings())) {
            // Before sending: an answer can be faster than our return.
            reader.toEnd();
            var progress = Progress.of(planned, Instant.now());
            send(planned);
            return new Watch(session.settings(), session.contracts(), display)
                    .follow(reader, progress, options.timeout);
        }
    }

    private int sendOnly(List<PlannedCommand> planned) {
        requireTopic();
        var stored = send(planned);
        for (int i = 0; i < planned.size(); i++) {
            if (session.isJson()) {
                session.print(json(planned.get(i), stored.get(i)));
            } else {
                tell(planned.get(i));
            }
        }
        return 0;
    }

    /** A producer would have a broker create a topic that is missing, and nobody would read it. */
    private void requireTopic() {
        TopicReader.open(session.settings(), session.settings().commandsTopic()).close();
    }

    private List<RecordMetadata> send(List<PlannedCommand> planned) {
        return new CommandSender(session.settings(), new Wire(session.contracts())).send(planned, Instant.now());
    }

    private void tell(PlannedCommand command) {
        var names = command.resources().stream().map(ResourceName::id).toList();
        String whom = names.size() == 1 ? names.get(0) : names.get(0) + " to " + names.get(names.size() - 1);
        session.print("sent " + command.command().verb().name().toLowerCase(Locale.ROOT) + " " + whom + " as command "
                + command.commandId());
        session.print("follow it: muster watch " + command.commandId());
    }

    private static String json(PlannedCommand command, RecordMetadata stored) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("@type", "CommandSent")
                .put("commandId", command.commandId())
                .put("verb", command.command().verb().name())
                .put("topic", stored.topic())
                .put("partition", stored.partition())
                .put("offset", stored.offset());
        var resources = json.putArray("resources");
        command.resources().forEach(resource -> resources.add(resource.text()));
        return json.toString();
    }
}
