package dev.muster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.cli.text.DeadLetterText;
import dev.muster.cli.text.DeadLetterText.Letter;
import dev.muster.cli.text.JsonLines;
import dev.muster.wire.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the dead letters topic. */
@Command(
        name = "dead-letters",
        description = "Shows what was sent and could not be taken, and why.",
        footer = {"", "Example:", "  muster dead-letters --from-beginning"})
final class DeadLettersCommand extends Leaf {
    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    Tail tail;

    @Override
    int run(Session session) {
        String topic = session.settings().topic("dead-letters");
        tail.run(session, topic, false, record -> show(session, record));
        return 0;
    }

    private static List<String> show(Session session, ConsumerRecord<byte[], byte[]> record) {
        JsonNode reason = reason(header(record, DeadLetters.REASON));
        byte[] value = record.value() == null ? new byte[0] : record.value();
        String cutFrom = header(record, DeadLetters.CUT_FROM);
        var letter = new Letter(
                Instant.ofEpochMilli(record.timestamp()),
                header(record, DeadLetters.TOPIC) + "/" + header(record, DeadLetters.PARTITION) + "/"
                        + header(record, DeadLetters.OFFSET),
                header(record, DeadLetters.KEY),
                sentence(reason),
                cutFrom.matches("\\d{1,18}") ? Long.parseLong(cutFrom) : value.length,
                Arrays.copyOf(value, Math.min(value.length, DeadLetterText.HEAD_BYTES)));
        return session.isJson() ? List.of(JsonLines.of(letter, reason)) : DeadLetterText.lines(letter, session.zone());
    }

    private static JsonNode reason(String text) {
        try {
            return text.isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text); // Written by somebody else.
        }
    }

    private static String sentence(JsonNode reason) {
        if (reason.isTextual()) {
            return reason.textValue();
        }
        String code = reason.path("code").asText("no reason given");
        String message = reason.path("message").asText("");
        return message.isEmpty() ? code : code + ": " + message;
    }

    /** Empty where there is none. */
    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
