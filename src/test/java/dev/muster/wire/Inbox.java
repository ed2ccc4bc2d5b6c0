package dev.muster.wire;

import dev.muster.model.Command;
import dev.muster.model.Command.CreateInstance;
import dev.muster.model.Command.TypeWish;
import dev.muster.model.CommandEnvelope;
import dev.muster.model.Market;
import dev.muster.model.UserData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records as users send them, to be changed one thing at a time. */
final class Inbox {
    static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");
    static final CommandDecoder DECODER = new CommandDecoder(Roots.CONTRACTS, "muster.", "acme");

    /** Must show up nowhere but in what is meant to carry it. */
    static final String CANARY = "canary-7f3a9c51";

    private final Map<String, byte[]> headers = new TreeMap<>();
    private String topic = "muster.commands";
    private byte[] value;

    private Inbox(byte[] value) {
        this.value = value.clone();
        header("ce_id", "c-1");
    }

    static Inbox json(String type, String json) {
        return new Inbox(json.getBytes(StandardCharsets.UTF_8))
                .header("ce_type", type)
                .header("content-type", "application/json");
    }

    static Inbox avro(Command command) {
        return new Inbox(Roots.CONTRACTS.commands().encode(command))
                .header("ce_type", command.getClass().getSimpleName());
    }

    Inbox topic(String name) {
        topic = name;
        return this;
    }

    Inbox header(String name, String text) {
        return header(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Inbox header(String name, byte[] bytes) {
        headers.put(name, bytes);
        return this;
    }

    Inbox without(String header) {
        headers.remove(header);
        return this;
    }

    Inbox value(byte[] bytes) {
        value = bytes.clone();
        return this;
    }

    Incoming record() {
        return new Incoming(topic, null, value, headers, NOW);
    }

    CommandEnvelope command() {
        Decoded decoded = DECODER.decode(record());
        if (decoded instanceof Decoded.Command command) {
            return command.envelope();
        }
        throw new AssertionError("refused: " + decoded);
    }

    Decoded.Rejected rejected() {
        Decoded decoded = DECODER.decode(record());
        if (decoded instanceof Decoded.Rejected rejected) {
            return rejected;
        }
        throw new AssertionError("taken: " + decoded);
    }

    static Command stop() {
        return new Command.StopInstance("aws-prod", "us-east-1", null, "trainer-0", null, null, false);
    }

    static CreateInstance create() {
        return new CreateInstance(
                "aws-prod",
                "us-east-1",
                null,
                "trainer",
                4,
                List.of(new TypeWish("p5.48xlarge", null, null), new TypeWish("p4d.24xlarge", null, null)),
                List.of(Market.SPOT, Market.ON_DEMAND),
                List.of("use1-az4"),
                "ami-0123",
                null,
                List.of(),
                null,
                200,
                Map.of("team", "ml", "app", "train"),
                new UserData(CANARY.getBytes(StandardCharsets.UTF_8)),
                null,
                Instant.parse("2026-02-01T00:00:00Z"),
                false,
                Duration.ofHours(12));
    }
}
