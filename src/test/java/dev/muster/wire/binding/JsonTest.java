package dev.muster.wire.binding;

import static dev.muster.wire.binding.Machine.BINDING;
import static dev.muster.wire.binding.Machine.SAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.wire.binding.Violations.Rule;
import dev.muster.wire.binding.Violations.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void jsonIsThePlainKind() throws Exception {
        assertThat(BINDING.toJson(SAMPLE)).hasToString(MAPPER.readTree("""
                {"name": "acme/trainer-0", "id": "0b0e7f6e-8d2c-4b37-9a47-3d5f0a4c1e55", "region": "us-east-1",
                 "generation": 3, "cpus": 192, "memoryBytes": 2199023255552, "price": 98.32, "spot": true,
                 "digest": "Af4D", "state": "RUNNING", "createdAt": "2026-01-31T12:00:00.123Z", "timeout": "PT30S",
                 "ttl": "PT2H", "rank": 7, "quota": null, "load": 0.5, "guarded": true, "note": "größer ☃ 😀",
                 "previous": "PENDING", "zones": ["use1-az1", "use1-az4"],
                 "volumes": [{"name": "data", "sizeGib": 500, "kind": "HDD"}], "hints": ["a", null],
                 "tags": {"app": "train", "cost": "42", "team": "ml"},
                 "devices": {"sdb": {"name": "data", "sizeGib": 500, "kind": "HDD"}},
                 "root": {"name": "root", "sizeGib": 100, "kind": "SSD"},
                 "network": {"@type": "Created", "prefixBits": 24, "kind": "SSD"},
                 "source": {"@type": "Existing", "id": "subnet-1"}}""").toString());
    }

    @Test
    void whatIsLeftOutIsTheDefaultOrNull() {
        Machine machine = read(least());
        assertThat(machine.quota()).isEqualTo(8L);
        assertThat(machine.zones()).isEmpty();
        assertThat(machine.tags()).isEqualTo(Map.of());
        assertThat(machine.root()).isNull();
        assertThat(machine.volumes()).containsExactly(new Machine.Volume("v", 1, Machine.VolumeKind.SSD));
    }

    @Test
    void timesMayBeMilliseconds() {
        Machine machine =
                read(least().put("createdAt", 1500).put("timeout", 250).put("stoppedAt", "1970-01-01T01:00:00+01:00"));
        assertThat(machine.createdAt()).isEqualTo(Instant.ofEpochMilli(1500));
        assertThat(machine.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(machine.stoppedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        ObjectNode json = least().put("name", "no slash")
                .put("id", "1-1-1-1-1")
                .put("region", " ")
                .put("generation", -1)
                .put("cpus", 4.0)
                .put("memoryBytes", "9")
                .put("price", "much")
                .put("digest", "?")
                .put("state", "DEAD")
                .put("createdAt", "yesterday")
                .put("timeout", "PT9223372036854775807S")
                .put("rank", 1L << 40)
                .put("note", "\uD800")
                .put("colour", "red");
        json.putNull("spot");
        json.putArray("zones").add("a").add(1);
        json.putArray("volumes").addObject().put("name", "v").put("sizeGib", 0);
        json.putObject("devices").putObject("sdb").put("size", 1);
        json.putObject("network").put("@type", "Magic");
        json.putObject("source").put("id", "x");

        assertThat(violations(json))
                .containsExactly(
                        new Violation("name", Rule.FORMAT, "must be tenant/id"),
                        new Violation("id", Rule.FORMAT, "must be a UUID"),
                        new Violation("region", Rule.FORMAT, "region name is blank"),
                        new Violation("generation", Rule.RANGE, "a generation is not negative"),
                        new Violation("cpus", Rule.TYPE, "must be a whole number"),
                        new Violation("memoryBytes", Rule.TYPE, "must be a whole number"),
                        new Violation("price", Rule.TYPE, "must be a number"),
                        new Violation("spot", Rule.REQUIRED, "must not be null"),
                        new Violation("digest", Rule.FORMAT, "must be base64"),
                        new Violation("state", Rule.ENUM, "must be one of GONE, PENDING, RUNNING, UNKNOWN"),
                        new Violation(
                                "createdAt",
                                Rule.FORMAT,
                                "must be an instant such as 2026-01-31T12:00:00Z, or milliseconds since 1970"),
                        new Violation("timeout", Rule.RANGE, "must fit 64 bits of milliseconds"),
                        new Violation("rank", Rule.RANGE, "must fit 32 bits"),
                        new Violation("note", Rule.FORMAT, "must be Unicode text, without half of a surrogate pair"),
                        new Violation("zones[1]", Rule.TYPE, "must be a string"),
                        new Violation("volumes[0]", Rule.RANGE, "a volume has at least 1 GiB"),
                        new Violation("devices.sdb.name", Rule.REQUIRED, "is required"),
                        new Violation("devices.sdb.sizeGib", Rule.REQUIRED, "is required"),
                        new Violation("devices.sdb.size", Rule.UNKNOWN_FIELD, "is not a field of Volume"),
                        new Violation("network.@type", Rule.ENUM, "must be one of Created, Existing"),
                        new Violation("source.@type", Rule.REQUIRED, "must be one of Created, Existing"),
                        new Violation("colour", Rule.UNKNOWN_FIELD, "is not a field of Machine"));
    }

    @Test
    void anyJsonAnywhereIsAnAnswerNotAnException() throws Exception {
        for (String name : (Iterable<String>) () -> BINDING.toJson(SAMPLE).fieldNames()) {
            for (String value : List.of(
                    "null",
                    "1",
                    "1.5",
                    "1e999",
                    "99999999999999999999",
                    "\"x\"",
                    "true",
                    "[]",
                    "[[]]",
                    "[null]",
                    "{}",
                    "{\"a\": null}")) {
                var violations = new Violations();
                JsonNode json = ((ObjectNode) BINDING.toJson(SAMPLE)).set(name, MAPPER.readTree(value));
                assertThat(BINDING.fromJson(json, violations) == null).isEqualTo(!violations.isEmpty());
            }
        }
        assertThat(violations(MAPPER.readTree("[]")))
                .containsExactly(new Violation("", Rule.TYPE, "must be an object"));
    }

    @Test
    void noMessageQuotesWhatWasSent() {
        // Given: a scalar whose parser quotes its input, as the JDK's own do
        var schema = new org.apache.avro.Schema.Parser().parse("""
                {"type": "record", "name": "n.Key", "fields": [{"name": "key", "type": "string"}]}""");
        record Key(Thread.State key) {}
        var binding = Binding.of(
                schema, Key.class, Scalars.none().with(Thread.State.class, Enum::name, Thread.State::valueOf));

        // When
        var violations = new Violations();
        binding.fromJson(MAPPER.createObjectNode().put("key", "hunter2").put("hunter\n3", 1), violations);

        // Then
        assertThat(violations.list())
                .containsExactly(
                        new Violation("key", Rule.FORMAT, "is not acceptable"),
                        new Violation("hunter?3", Rule.UNKNOWN_FIELD, "is not a field of Key"));
    }

    @Test
    void documentsAreBounded() {
        ObjectNode many = least();
        for (int i = 0; i <= Violations.ITEMS_MAX; i++) {
            many.withArray("zones").add("z");
        }
        assertThat(violations(many))
                .containsExactly(new Violation(
                        "zones", Rule.RANGE, "the document has more than 100000 list items and map entries"));

        ObjectNode wrong = least();
        for (int i = 0; i < 5_000; i++) {
            wrong.put("unknown" + i, i);
        }
        assertThat(violations(wrong)).hasSize(Violations.KEPT_MAX);
    }

    @Test
    void textIsReadStrictly() {
        assertThat(text("{\"name\": 1, \"name\": 2}")).isEqualTo(Rule.FORMAT);
        assertThat(text("{} {}")).isEqualTo(Rule.FORMAT);
        assertThat(text("{\"secret")).isEqualTo(Rule.FORMAT);
        assertThat(text("")).isEqualTo(Rule.FORMAT);
        assertThat(text("null")).isEqualTo(Rule.TYPE);
        assertThat(text("[".repeat(100_000))).isEqualTo(Rule.FORMAT);
        assertThat(text("1".repeat(1000))).isEqualTo(Rule.FORMAT);
        assertThat(text(" ".repeat(StrictJson.BYTES_MAX + 1))).isEqualTo(Rule.RANGE);
    }

    private static Rule text(String text) {
        var violations = new Violations();
        assertThat(BINDING.fromJson(text.getBytes(StandardCharsets.UTF_8), violations))
                .isNull();
        assertThat(violations.list().get(0).message()).doesNotContain("secret");
        return violations.list().get(0).rule();
    }

    private static Machine read(JsonNode json) {
        var violations = new Violations();
        Machine machine = BINDING.fromJson(json, violations);
        assertThat(violations.list()).isEmpty();
        return machine;
    }

    private static List<Violation> violations(JsonNode json) {
        var violations = new Violations();
        assertThat(BINDING.fromJson(json, violations)).isNull();
        return violations.list();
    }

    private static ObjectNode least() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", "a/b")
                .put("id", "0b0e7f6e-8d2c-4b37-9a47-3d5f0a4c1e55")
                .put("region", "r");
        json.put("generation", 1)
                .put("cpus", 1)
                .put("memoryBytes", 1)
                .put("price", 1)
                .put("spot", true);
        json.put("digest", "")
                .put("state", "GONE")
                .put("createdAt", "2026-01-01T00:00:00Z")
                .put("timeout", "PT1S");
        json.putArray("volumes").addObject().put("name", "v").put("sizeGib", 1);
        json.putObject("network").put("@type", "Existing").put("id", "n");
        return json;
    }
}
