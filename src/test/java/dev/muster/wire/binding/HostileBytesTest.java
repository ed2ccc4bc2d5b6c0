package dev.muster.wire.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Bytes from anywhere cost no more than their own length, and fail in one way only. */
class HostileBytesTest {
    /** A writer whose extra fields are all skipped, so that the skipping is attacked too. */
    private static final Schema OTHER = otherVersion();

    private static final SingleObject<Machine> CODEC =
            SingleObject.of(Machine.BINDING).alsoReading(OTHER);

    private static final byte[] MESSAGE = CODEC.encode(Machine.SAMPLE);

    @Test
    void aHundredThousandDamagedMessagesFailInOneWay() {
        var random = new Random(4711);
        byte[] older = new GrowingOther().message();
        long before = allocatedBytes();
        int decoded = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] message = i % 4 == 0 ? noise(random) : damaged(i % 4 == 1 ? older : MESSAGE, random);
            decoded += decodes(message) ? 1 : 0;
        }
        long bytesEach = (allocatedBytes() - before) / 100_000;
        assertThat(decoded).isPositive(); // Damage within a text or a number is not seen by any decoder.
        assertThat(bytesEach).isLessThan(20_000);
    }

    private static boolean decodes(byte[] message) {
        try {
            return CODEC.decode(message) != null;
        } catch (UndecodableException e) {
            return false;
        }
    }

    private static byte[] noise(Random random) {
        byte[] message = new byte[SingleObject.HEADER_BYTES + random.nextInt(200)];
        random.nextBytes(message);
        System.arraycopy(MESSAGE, 0, message, 0, SingleObject.HEADER_BYTES);
        return message;
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] message = whole.clone();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            int at = SingleObject.HEADER_BYTES + random.nextInt(message.length - SingleObject.HEADER_BYTES);
            message[at] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(message, random.nextInt(message.length)) : message;
    }

    record Lists(List<List<String>> rows) {}

    @Test
    void claimedLengthsAreNotBelieved() {
        var binding = Binding.of(new Schema.Parser().parse("""
                {"type": "record", "name": "n.Lists", "fields": [
                  {"name": "rows", "type": {"type": "array", "items": {"type": "array", "items": "string"}}}]}"""), Lists.class, Scalars.none());
        long before = allocatedBytes();
        refused(binding, varint(1L << 31));
        refused(binding, varint(Long.MAX_VALUE));
        refused(binding, varint(Long.MIN_VALUE), varint(0));
        refused(binding, varint(-3), varint(Long.MAX_VALUE), varint(1));
        refused(binding, varint(-3), varint(-1), varint(1));
        refused(binding, varint(1), varint(1), varint(1L << 31), new byte[] {'a'});
        refused(binding, varint(1), varint(1), varint(-1), new byte[] {'a'});
        refused(binding, varint(1), varint(1L << 31), varint(1));
        assertThat(allocatedBytes() - before).isLessThan(10_000_000);
    }

    @Test
    void blocksThatStateTheirLengthAreRead() {
        byte[] a = {2, 'a'};
        byte[] bytes = join(varint(-1), varint(8), varint(-2), varint(4), a, a, varint(1), a, varint(0), varint(0));
        var schema = new Schema.Parser().parse("""
                {"type": "record", "name": "n.Lists", "fields": [
                  {"name": "rows", "type": {"type": "array", "items": {"type": "array", "items": "string"}}}]}""");
        assertThat(Binding.of(schema, Lists.class, Scalars.none()).decode(bytes, 0))
                .isEqualTo(new Lists(List.of(List.of("a", "a", "a"))));
    }

    record Text(String text) {}

    @Test
    void textThatIsNotUtf8IsRefused() {
        var binding = Binding.of(new Schema.Parser().parse("""
                        {"type": "record", "name": "n.Text", "fields": [{"name": "text", "type": "string"}]}"""), Text.class, Scalars.none());
        assertThatThrownBy(() -> binding.decode(new byte[] {4, 'a', (byte) 0xFF}, 0))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("text: text that is not UTF-8");
        assertThat(binding.decode(binding.encode(new Text("\uFFFD"), new byte[0]), 0))
                .isEqualTo(new Text("\uFFFD"));
    }

    private static void refused(Binding<?> binding, byte[]... parts) {
        assertThatThrownBy(() -> binding.decode(join(parts), 0)).isInstanceOf(UndecodableException.class);
    }

    private static byte[] join(byte[]... parts) {
        var out = new GrowingEncoder(64);
        for (byte[] part : parts) {
            out.writeFixed(part, 0, part.length);
        }
        return out.toByteArray();
    }

    private static byte[] varint(long value) {
        var out = new GrowingEncoder(16);
        out.writeLong(value);
        return out.toByteArray();
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static Schema otherVersion() {
        Schema now = Machine.BINDING.schema();
        List<Schema.Field> fields = new java.util.ArrayList<>();
        fields.add(new Schema.Field(
                "dropped", Schema.createArray(Schema.createMap(Schema.create(Schema.Type.STRING))), "Gone.", null));
        now.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        return Schema.createRecord(now.getName(), now.getDoc(), now.getNamespace(), false, fields);
    }

    /** The sample as the other version writes it. */
    private static final class GrowingOther {
        byte[] message() {
            var out = new GrowingEncoder(512);
            out.writeFixed(new byte[] {(byte) 0xC3, 1}, 0, 2);
            long fingerprint = org.apache.avro.SchemaNormalization.parsingFingerprint64(OTHER);
            for (int i = 0; i < 8; i++) {
                out.writeFixed(new byte[] {(byte) (fingerprint >>> (8 * i))}, 0, 1);
            }
            out.writeFixed(join(varint(1), varint(1), new byte[] {2, 'k', 2, 'v'}, varint(0), varint(0)), 0, 8);
            Machine.BINDING.write(Machine.SAMPLE, out);
            return out.toByteArray();
        }
    }
}
