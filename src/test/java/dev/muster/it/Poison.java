package dev.muster.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.wire.Contracts;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records that are no commands, each for a reason of its own, and the code of the one error that each must become. */
enum Poison {
    NO_VALUE("MALFORMED"),
    EMPTY("MALFORMED"),
    NOISE("MALFORMED"),
    UNKNOWN_SCHEMA("UNKNOWN_SCHEMA"),
    CUT_OFF("MALFORMED"),
    JSON_WITHOUT_ITS_HEADER("MALFORMED"),
    BROKEN_JSON("MALFORMED"),
    OTHER_JSON("INVALID_REQUEST"),
    UNKNOWN_FIELD("INVALID_REQUEST"),
    UNKNOWN_TYPE("INVALID_REQUEST"),
    NO_TYPE("INVALID_REQUEST"),
    OTHER_TYPE_THAN_SAID("INVALID_REQUEST"),
    ILLEGAL_ID("INVALID_REQUEST"),
    NO_ID("INVALID_REQUEST"),
    OTHER_VERSION("INVALID_REQUEST"),
    OTHER_TENANT("TENANT_MISMATCH"),
    TOO_LARGE("TOO_LARGE"),
    REPLY_TO_A_TOPIC_OF_OURS("INVALID_REQUEST");

    private static final byte[] AVRO = Contracts.load().commands().encode(Order.AWS.createIn("poison", "poison"));
    private static final String JSON =
            "{\"account\":\"aws-prod\",\"region\":\"us-east-1\",\"name\":\"poison\",\"types\":[{\"name\":\"t3.micro\"}],"
                    + "\"image\":\"ami-0feedface00000001\",\"tags\":{\"order\":\"poison\"}%s}";

    private final String code;

    Poison(String code) {
        this.code = code;
    }

    /** Of the error that it must become. */
    String code() {
        return code;
    }

    /** What it would be known by; null where it has no legal id. */
    String commandId() {
        return this == NO_ID || this == ILLEGAL_ID ? null : "poison-" + name();
    }

    ProducerRecord<byte[], byte[]> record() {
        return switch (this) {
            case NO_VALUE -> record(null, "CreateInstance", null);
            case EMPTY -> record(new byte[0], "CreateInstance", null);
            case NOISE -> record(noise(300), null, null);
            case UNKNOWN_SCHEMA -> record(otherSchema(), null, null);
            case CUT_OFF -> record(Arrays.copyOf(AVRO, AVRO.length / 2), "CreateInstance", null);
            case JSON_WITHOUT_ITS_HEADER -> record(json(""), "CreateInstance", null);
            case BROKEN_JSON -> record("{\"account\":".getBytes(UTF_8), "CreateInstance", "application/json");
            case OTHER_JSON -> record("[1,2,3]".getBytes(UTF_8), "CreateInstance", "application/json");
            case UNKNOWN_FIELD -> record(json(",\"colour\":1"), "CreateInstance", "application/json");
            case UNKNOWN_TYPE -> record(json(""), "ExplodeInstance", "application/json");
            case NO_TYPE -> record(json(""), null, "application/json");
            case OTHER_TYPE_THAN_SAID -> record(AVRO, "StopInstance", null);
            case ILLEGAL_ID -> with(record(AVRO, null, null), "ce_id", "not/an/id");
            case NO_ID -> record(AVRO, null, null);
            case OTHER_VERSION -> with(record(AVRO, null, null), "ce_specversion", "0.3");
            case OTHER_TENANT -> record(json(",\"tenant\":\"other\""), "CreateInstance", "application/json");
            case TOO_LARGE -> record(noise(600_000), null, null);
            case REPLY_TO_A_TOPIC_OF_OURS -> with(record(AVRO, null, null), "REPLY_TOPIC", "muster.effects");
        };
    }

    private ProducerRecord<byte[], byte[]> record(byte[] value, String type, String contentType) {
        var record = new ProducerRecord<>(Conversation.COMMANDS, name().getBytes(UTF_8), value);
        if (commandId() != null) {
            with(record, "ce_id", commandId());
        }
        if (type != null) {
            with(record, "ce_type", type);
        }
        return contentType == null ? record : with(record, "content-type", contentType);
    }

    private static ProducerRecord<byte[], byte[]> with(
            ProducerRecord<byte[], byte[]> record, String header, String text) {
        record.headers().add(header, text.getBytes(UTF_8));
        return record;
    }

    private static byte[] json(String more) {
        return JSON.formatted(more).getBytes(UTF_8);
    }

    private static byte[] otherSchema() {
        byte[] bytes = AVRO.clone();
        Arrays.fill(bytes, 2, 10, (byte) 0x5A);
        return bytes;
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
