package dev.muster.cli.kafka;

import dev.muster.wire.CloudEventHeaders;
import dev.muster.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends commands, and returns when the broker has them all for good. */
public final class CommandSender {
    /** The CloudEvents source of what is sent. */
    static final String SOURCE = "muster-cli";

    private static final Duration SENT_WITHIN = Duration.ofSeconds(20);

    private final Settings settings;
    private final Wire wire;

    public CommandSender(Settings settings, Wire wire) {
        this.settings = settings;
        this.wire = wire;
    }

    /** Where each command stands now, in the order given. Fails with {@link ExitException}; some may then be sent. */
    public List<RecordMetadata> send(List<PlannedCommand> commands, Instant now) {
        var ours = Map.<String, Object>of(
                "acks", "all",
                "enable.idempotence", "true",
                "max.block.ms", "8000",
                "request.timeout.ms", "5000",
                "delivery.timeout.ms", Long.toString(SENT_WITHIN.toMillis()));
        try (var producer =
                new KafkaProducer<>(settings.clientSettings(ours), new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            commands.forEach(command -> sent.add(producer.send(record(command, now))));
            List<RecordMetadata> stored = new ArrayList<>();
            for (var each : sent) {
                stored.add(each.get(SENT_WITHIN.toSeconds() + 1, TimeUnit.SECONDS));
            }
            return stored;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitException.failed("interrupted before the broker had the command");
        } catch (KafkaException | ExecutionException e) {
            throw KafkaTrouble.explain(e, settings);
        } catch (TimeoutException e) {
            throw KafkaTrouble.unreachable(settings, ": the command may or may not have been stored");
        }
    }

    private ProducerRecord<String, byte[]> record(PlannedCommand planned, Instant now) {
        var message = wire.command(planned.command(), planned.commandId(), SOURCE, now, null);
        var record = new ProducerRecord<>(settings.commandsTopic(), message.key(), message.value());
        message.headers().forEach(record.headers()::add);
        record.headers().add(CloudEventHeaders.TRACEPARENT, Traceparent.create().getBytes(StandardCharsets.US_ASCII));
        return record;
    }
}
