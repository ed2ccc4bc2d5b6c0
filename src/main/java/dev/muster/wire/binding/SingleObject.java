package dev.muster.wire.binding;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Avro's single-object encoding: {@code C3 01}, the writer schema's CRC-64-AVRO fingerprint (8 bytes, little
 * end first), the body. No registry is needed: a reader knows its own schema and the older ones given to it.
 * Shared by threads.
 */
public final class SingleObject<T> {
    static final int HEADER_BYTES = 10;

    private final Binding<T> binding;
    private final byte[] header;
    private final Map<Long, Reading<T>> readings;

    private SingleObject(Binding<T> binding, Map<Long, Reading<T>> readings) {
        this.binding = binding;
        this.header = header(binding.fingerprint());
        this.readings = readings;
    }

    public static <T> SingleObject<T> of(Binding<T> binding) {
        return new SingleObject<>(binding, Map.of(binding.fingerprint(), binding.from(binding.schema())));
    }

    /** A record and the type of one name, in all its versions. */
    public static <T> SingleObject<T> of(SchemaSet schemas, String fullName, Class<T> type, Scalars scalars) {
        SingleObject<T> codec = of(Binding.of(schemas.schema(fullName), type, scalars));
        for (Schema version : schemas.earlier(fullName)) {
            codec = codec.alsoReading(version);
        }
        return codec;
    }

    /** This codec, reading one further version too. A version that differs only in docs or defaults changes nothing. */
    public SingleObject<T> alsoReading(Schema writer) {
        Map<Long, Reading<T>> more = new HashMap<>(readings);
        more.putIfAbsent(SchemaNormalization.parsingFingerprint64(writer), binding.from(writer));
        return new SingleObject<>(binding, Map.copyOf(more));
    }

    public Binding<T> binding() {
        return binding;
    }

    /** Fingerprints of all versions that can be read. */
    public Set<Long> fingerprints() {
        return readings.keySet();
    }

    public byte[] encode(T value) {
        return binding.encode(value, header);
    }

    /**
     * Reads one whole message; trailing bytes are refused. Costs time and memory linear in the array's length.
     *
     * @throws UnknownFingerprintException for a version that is not known here
     * @throws UndecodableException for everything else that can be wrong
     */
    public T decode(byte[] message) {
        return decode(message, fingerprintOf(message));
    }

    /** As above, for a caller that has already read the header. */
    T decode(byte[] message, long fingerprint) {
        Reading<T> reading = readings.get(fingerprint);
        if (reading != null) {
            return reading.decode(message, HEADER_BYTES);
        }
        throw new UnknownFingerprintException(fingerprint);
    }

    /** Whether the bytes start as a single-object message; says nothing of the rest. */
    public static boolean isSingleObject(byte[] message) {
        return message.length >= HEADER_BYTES && message[0] == (byte) 0xC3 && message[1] == 0x01;
    }

    /** The writer's fingerprint; fails with {@link UndecodableException} without a whole header. */
    public static long fingerprintOf(byte[] message) {
        if (!isSingleObject(message)) {
            throw new UndecodableException("no Avro single-object header");
        }
        long fingerprint = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            fingerprint |= (message[2 + i] & 0xFFL) << (8 * i);
        }
        return fingerprint;
    }

    private static byte[] header(long fingerprint) {
        byte[] header = Arrays.copyOf(new byte[] {(byte) 0xC3, 0x01}, HEADER_BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            header[2 + i] = (byte) (fingerprint >>> (8 * i));
        }
        return header;
    }
}
