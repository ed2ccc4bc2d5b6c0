package dev.muster.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/** A record as a user sends it, to be changed one thing at a time. Keyed by whatever the user likes. */
public final class Post {
    private final Map<String, String> headers = new TreeMap<>();
    private final byte[] value;
    private String topic = "muster.commands";
    private String key = "any";

    private Post(byte[] value) {
        this.value = value;
    }

    public static Post json(String id, String type, String body) {
        return bytes(id, body.getBytes(UTF_8)).header("ce_type", type).header("content-type", "application/json");
    }

    /** Whatever it is, it does not claim to be anything. */
    public static Post bytes(String id, byte[] value) {
        return new Post(value).header("ce_id", id);
    }

    /** One small instance, or {@code more} members of the JSON object that say otherwise. */
    public static Post create(String id, String name, String... more) {
        return createIn(DrivenEngine.ACCOUNT, id, name, more);
    }

    public static Post createIn(String account, String id, String name, String... more) {
        String types = String.join("", more).contains("\"types\"") ? "" : ",\"types\":[{\"name\":\"small\"}]";
        String rest = more.length == 0 ? "" : "," + String.join(",", more);
        return json(id, "CreateInstance", where(account, name) + types + rest + "}");
    }

    /** @param verb such as {@code Stop} */
    public static Post act(String id, String verb, String name, String... more) {
        return actIn(DrivenEngine.ACCOUNT, id, verb, name, more);
    }

    public static Post actIn(String account, String id, String verb, String name, String... more) {
        String rest = more.length == 0 ? "" : "," + String.join(",", more);
        return json(id, verb + "Instance", where(account, name) + rest + "}");
    }

    private static String where(String account, String name) {
        return "{\"account\":\"" + account + "\",\"region\":\"" + DrivenEngine.REGION + "\",\"name\":\"" + name + "\"";
    }

    public Post header(String name, String text) {
        headers.put(name, text);
        return this;
    }

    public Post without(String header) {
        headers.remove(header);
        return this;
    }

    public Post topic(String name) {
        topic = name;
        return this;
    }

    public Post key(String text) {
        key = text;
        return this;
    }

    String topic() {
        return topic;
    }

    TestRecord<byte[], byte[]> record() {
        var kafka = new RecordHeaders();
        headers.forEach((name, text) -> kafka.add(name, text.getBytes(UTF_8)));
        return new TestRecord<>(key.getBytes(UTF_8), value, kafka);
    }
}
