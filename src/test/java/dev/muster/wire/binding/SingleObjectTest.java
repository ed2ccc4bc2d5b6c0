package dev.muster.wire.binding;

import static dev.muster.wire.binding.Machine.BINDING;
import static dev.muster.wire.binding.Machine.SAMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.wire.binding.Machine.Network;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class SingleObjectTest {
    private static final SingleObject<Machine> CODEC = SingleObject.of(BINDING);

    @Test
    void aMessageComesBackEqual() {
        assertThat(CODEC.decode(CODEC.encode(SAMPLE))).isEqualTo(SAMPLE);
    }

    @Test
    void avrosOwnReaderSeesTheSameValues() throws Exception {
        GenericRecord machine = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), BINDING.schema())
                .decode(CODEC.encode(SAMPLE));
        assertThat(machine.get("name")).hasToString("acme/trainer-0");
        assertThat(machine.get("id")).hasToString(SAMPLE.id().toString());
        assertThat(machine.get("generation")).isEqualTo(3L);
        assertThat(machine.get("price")).isEqualTo(98.32);
        assertThat(machine.get("digest"))
                .isEqualTo(ByteBuffer.wrap(SAMPLE.digest().bytes()));
        assertThat(machine.get("state")).hasToString("RUNNING");
        assertThat(machine.get("createdAt")).isEqualTo(SAMPLE.createdAt().toEpochMilli());
        assertThat(machine.get("stoppedAt")).isNull();
        assertThat(machine.get("timeout")).isEqualTo(30_000L);
        assertThat(machine.get("rank")).isEqualTo(7);
        assertThat(machine.get("note")).hasToString(SAMPLE.note());
        assertThat(machine.get("hints")).hasToString("[a, null]");
        assertThat(machine.get("volumes")).hasToString("[{\"name\": \"data\", \"sizeGib\": 500, \"kind\": \"HDD\"}]");
        assertThat(machine.get("network")).hasToString("{\"prefixBits\": 24, \"kind\": \"SSD\"}");
    }

    @Test
    void whatAvrosOwnWriterWritesIsRead() throws Exception {
        // Given
        GenericRecord machine = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), BINDING.schema())
                .decode(CODEC.encode(SAMPLE));

        // When
        ByteBuffer bytes = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), BINDING.schema()).encode(machine);

        // Then
        byte[] written = new byte[bytes.remaining()];
        bytes.get(written);
        assertThat(CODEC.decode(written)).isEqualTo(SAMPLE);
    }

    @Test
    void equalMapsGiveEqualBytes() {
        var there = new LinkedHashMap<String, String>();
        var back = new LinkedHashMap<String, String>();
        for (int i = 0; i < 50; i++) {
            there.put("k" + i, "v");
            back.put("k" + (49 - i), "v");
        }
        assertThat(CODEC.encode(withTags(there))).isEqualTo(CODEC.encode(withTags(back)));
    }

    private static Machine withTags(LinkedHashMap<String, String> tags) {
        var json = (com.fasterxml.jackson.databind.node.ObjectNode) BINDING.toJson(SAMPLE);
        var node = json.putObject("tags");
        tags.forEach(node::put);
        return BINDING.fromJson(json, new Violations());
    }

    @Test
    void oneByteMoreOrLessIsRefused() {
        byte[] message = CODEC.encode(SAMPLE);
        assertThatThrownBy(() -> CODEC.decode(Arrays.copyOf(message, message.length + 1)))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("1 bytes after the end");
        assertThatThrownBy(() -> CODEC.decode(Arrays.copyOf(message, message.length - 1)))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("source.id: cut short");
        assertThatThrownBy(() -> CODEC.decode(Arrays.copyOf(message, 9)))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("no Avro single-object header");
    }

    @Test
    void anUnknownWriterIsNamedByItsFingerprint() {
        byte[] message = CODEC.encode(SAMPLE);
        Arrays.fill(message, 2, 10, (byte) 0);
        message[2] = (byte) 0xAB;
        assertThatThrownBy(() -> CODEC.decode(message))
                .isInstanceOfSatisfying(UnknownFingerprintException.class, e -> assertThat(e.fingerprintHex())
                        .isEqualTo("00000000000000ab"))
                .hasMessage("unknown schema fingerprint 00000000000000ab");
    }

    @Test
    void aFamilyDispatchesByClassAndByFingerprint() {
        // Given
        var family = SingleObjectFamily.of(Network.class, Machine.SCHEMAS, "muster.sample", Scalars.none());
        List<Network> members = List.of(new Network.Existing("net-1"), new Network.Created(16, null));

        // Then
        assertThat(family.members()).containsExactlyInAnyOrder(Network.Existing.class, Network.Created.class);
        for (Network member : members) {
            assertThat(family.decode(family.encode(member))).isEqualTo(member);
        }
        assertThatThrownBy(() -> family.decode(CODEC.encode(SAMPLE))).isInstanceOf(UnknownFingerprintException.class);
    }

    @Test
    void aFamilyRefusesTwoMembersThatCannotBeToldApart() {
        var one = SingleObject.of(
                Binding.of(Machine.SCHEMAS.schema("muster.sample.Existing"), Network.Existing.class, Scalars.none()));
        assertThatThrownBy(() -> SingleObjectFamily.<Network>of(List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be told apart");
    }
}
