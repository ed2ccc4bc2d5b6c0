package dev.muster.wire.binding;

import static dev.muster.wire.binding.Machine.BINDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.wire.binding.Machine.Network;
import dev.muster.wire.binding.Machine.State;
import dev.muster.wire.binding.Machine.Volume;
import dev.muster.wire.binding.Machine.VolumeKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Whatever the value: binary and JSON bring it back equal, and Avro's own reader and writer agree. */
class BindingPropertyTest {
    private static final SingleObject<Machine> CODEC = SingleObject.of(BINDING);

    @Property(tries = 500)
    void binaryBringsItBack(@ForAll long seed) {
        Machine machine = new Values(seed).machine();
        byte[] message = CODEC.encode(machine);
        assertThat(CODEC.decode(message)).isEqualTo(machine);
        assertThat(CODEC.encode(CODEC.decode(message))).isEqualTo(message);
    }

    @Property(tries = 500)
    void jsonBringsItBack(@ForAll long seed) throws Exception {
        Machine machine = new Values(seed).machine();
        byte[] text = new JsonMapper().writeValueAsBytes(BINDING.toJson(machine));
        var violations = new Violations();
        assertThat(BINDING.fromJson(text, violations)).as(violations.toString()).isEqualTo(machine);
    }

    @Property(tries = 500)
    void avroAgrees(@ForAll long seed) throws Exception {
        // Given
        Machine machine = new Values(seed).machine();
        byte[] ours = BINDING.encode(machine, new byte[0]);

        // When: read and written again by Avro
        var in = DecoderFactory.get().binaryDecoder(ours, null);
        GenericRecord generic = new GenericDatumReader<GenericRecord>(BINDING.schema()).read(null, in);
        var bytes = new ByteArrayOutputStream();
        var out = EncoderFactory.get().blockingBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(BINDING.schema()).write(generic, out);
        out.flush();

        // Then
        assertThat(in.isEnd()).isTrue();
        assertThat(BINDING.decode(bytes.toByteArray(), 0)).isEqualTo(machine);
        assertThat(BINDING.read(DecoderFactory.get().binaryDecoder(ours, null))).isEqualTo(machine);
    }

    /** Random values of the model, edges included. */
    private record Values(Random random) {
        Values(long seed) {
            this(new Random(seed));
        }

        Machine machine() {
            return new Machine(
                    new Machine.Name(text().replace("/", ""), text().replace("/", "")),
                    new UUID(number(), number()),
                    new Machine.Region("r" + text()),
                    new Machine.Generation(number() & Long.MAX_VALUE),
                    (int) number(),
                    number(),
                    real(),
                    random.nextBoolean(),
                    new Machine.Digest(text().getBytes(StandardCharsets.UTF_16)),
                    oneOf(State.values()),
                    Instant.ofEpochMilli(number()),
                    perhaps(() -> Instant.ofEpochMilli(number())),
                    Duration.ofMillis(number()),
                    perhaps(() -> Duration.ofMillis(number())),
                    perhaps(random::nextInt),
                    perhaps(this::number),
                    perhaps(this::real),
                    perhaps(random::nextBoolean),
                    perhaps(this::text),
                    perhaps(this::volume),
                    perhaps(() -> oneOf(State.values())),
                    list(this::text),
                    list(this::volume),
                    list(() -> perhaps(this::text)),
                    map(this::text),
                    map(this::volume),
                    network(),
                    perhaps(this::network));
        }

        private long number() {
            long[] edges = {
                0, 1, -1, 63, 64, -64, -65, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
            };
            return random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextLong() >> random.nextInt(64);
        }

        private double real() {
            return oneOf(
                    0.0,
                    -0.0,
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    Double.MIN_VALUE,
                    Double.MAX_VALUE,
                    random.nextGaussian());
        }

        private String text() {
            var text = new StringBuilder();
            for (int left = random.nextInt(20); left > 0; left--) {
                int[] pool = {
                    'a' + random.nextInt(26),
                    random.nextInt(128),
                    0x100 + random.nextInt(0xD000),
                    0xFFFD,
                    0x1F600 + random.nextInt(64)
                };
                text.appendCodePoint(pool[random.nextInt(pool.length)]);
            }
            return text.toString();
        }

        private Volume volume() {
            return new Volume(text(), 1 + random.nextInt(1 << 30), oneOf(VolumeKind.values()));
        }

        private Network network() {
            return random.nextBoolean()
                    ? new Network.Existing(text())
                    : new Network.Created(random.nextInt(), perhaps(() -> oneOf(VolumeKind.values())));
        }

        private <T> List<T> list(Supplier<T> item) {
            List<T> items = new ArrayList<>();
            for (int left = random.nextInt(4) * random.nextInt(20); left > 0; left--) {
                items.add(item.get());
            }
            return items;
        }

        private <T> Map<String, T> map(Supplier<T> value) {
            Map<String, T> map = new HashMap<>();
            list(this::text).forEach(key -> map.put(key, value.get()));
            return map;
        }

        private <T> @Nullable T perhaps(Supplier<T> value) {
            return random.nextBoolean() ? value.get() : null;
        }

        @SafeVarargs
        private <T> T oneOf(T... values) {
            return values[random.nextInt(values.length)];
        }
    }
}
