package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.model.Command;
import dev.muster.model.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever comes: a command or one refusal, never an exception, and the refusal never repeats what was sent. */
class CommandDecoderFuzzTest {
    private static final int RECORDS = 100_000;
    private static final long SEED = 20_260_131;

    /** No name that an error may rightly give: a slash stands in none. */
    private static final String SECRET = Inbox.CANARY + "/?";

    private static final List<String> HEADERS = List.of(
            "ce_id",
            "ce_type",
            "ce_specversion",
            "content-type",
            "traceparent",
            "REPLY_TOPIC",
            "REPLY_CORRELATION_ID",
            "REPLY_PARTITION");

    private final Random random = new Random(SEED);
    private final List<Command> pool = pool();

    @Test
    void neverThrowsAndNeverRepeats() {
        int taken = 0;
        for (int i = 0; i < RECORDS; i++) {
            Incoming record = record();
            Decoded decoded = Inbox.DECODER.decode(record);
            if (decoded instanceof Decoded.Rejected rejected) {
                check(rejected.failure());
            } else {
                taken++;
            }
        }
        assertThat(taken).isBetween(RECORDS / 100, RECORDS / 2);
    }

    private static void check(Failure failure) {
        byte[] message = Roots.CONTRACTS.errors().encode(failure);
        boolean sound = failure.effect() == Failure.EffectLeft.NONE
                && !failure.toString().contains(Inbox.CANARY)
                && Roots.CONTRACTS.errors().decode(message).equals(failure);
        assertThat(sound).as(failure.toString()).isTrue();
    }

    private Incoming record() {
        Inbox inbox = random.nextInt(2) == 0 ? json() : Inbox.avro(command());
        byte[] value = inbox.record().value();
        switch (random.nextInt(6)) {
            case 0 -> inbox.value(noise());
            case 1 -> inbox.value(Arrays.copyOf(value, random.nextInt(value.length + 20)));
            case 2, 3 -> inbox.value(mutated(value));
            default -> {} // As it is.
        }
        if (random.nextInt(4) == 0) {
            inbox.header(HEADERS.get(random.nextInt(HEADERS.size())), random.nextBoolean() ? noise() : canary());
        }
        if (random.nextInt(8) == 0) {
            inbox.without(HEADERS.get(random.nextInt(HEADERS.size())));
        }
        return inbox.record();
    }

    /** Half of them such that nothing is wrong until something is changed. */
    private Command command() {
        return switch (random.nextInt(4)) {
            case 0 -> Inbox.stop();
            case 1 -> Inbox.create();
            default -> pool.get(random.nextInt(pool.size()));
        };
    }

    private static List<Command> pool() {
        var values = new AnyValue(SEED);
        return Stream.generate(() -> values.of(Command.class)).limit(500).toList();
    }

    /** A command as JSON, with the canary as a value where it may not be. */
    private Inbox json() {
        Command command = command();
        var json = (ObjectNode)
                Roots.CONTRACTS.commands().codecOf(command).binding().toJson(command);
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(6)) {
            case 0 -> json.put(name, SECRET);
            case 1 -> json.putArray(name).add(SECRET).addObject().put("name", SECRET);
            case 2 -> json.putObject(name).put("name", SECRET);
            default -> {} // As it is.
        }
        return Inbox.json(command.getClass().getSimpleName(), json.toString());
    }

    private byte[] mutated(byte[] value) {
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            value[random.nextInt(value.length)] = (byte) random.nextInt(256);
        }
        return value;
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(80)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] canary() {
        return SECRET.getBytes(StandardCharsets.UTF_8);
    }
}
