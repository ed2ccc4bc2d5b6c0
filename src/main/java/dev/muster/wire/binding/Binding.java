package dev.muster.wire.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * One record (or sealed family of records) bound to one Avro schema, for binary and JSON, both ways. Compiled
 * once; immutable and shared by threads afterwards.
 *
 * <p>Encoding is deterministic: equal values give equal bytes (map entries are written in the order of their
 * keys). Instants and durations travel in whole milliseconds; finer parts are cut.
 *
 * <p>JSON is the plain kind: no union wrappers, absent for null, ISO-8601 for times, base64 for bytes. A member
 * of a sealed family says which one it is in the property {@value #MEMBER_PROPERTY}.
 */
public final class Binding<T> {
    /** JSON property that names a family's member; no Avro field can have this name. */
    public static final String MEMBER_PROPERTY = "@type";

    /** First buffer of an encoding, in bytes; grows with what was seen, up to {@link #BUFFER_BYTES_MAX}. */
    private static final int BUFFER_BYTES_MIN = 256;

    private static final int BUFFER_BYTES_MAX = 64 * 1024;

    private final Schema schema;
    private final Class<T> type;
    private final Node node;
    private final long fingerprint;

    /** A hint; races between threads only cost a copy. */
    private int bufferBytes = BUFFER_BYTES_MIN;

    private Binding(Schema schema, Class<T> type, Node node) {
        this.schema = schema;
        this.type = type;
        this.node = node;
        this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    }

    /**
     * Binds; fails with IllegalArgumentException, naming schema and class, when they do not agree field by
     * field. Recursive schemas are refused, so depth is always bounded by the contract.
     */
    public static <T> Binding<T> of(Schema schema, Class<T> type, Scalars scalars) {
        SchemaBounds.check(schema);
        return new Binding<>(schema, type, new Compiler(scalars).node(schema, type, Place.root(schema)));
    }

    public Schema schema() {
        return schema;
    }

    public Class<T> type() {
        return type;
    }

    /** CRC-64-AVRO of the schema's parsing canonical form. */
    public long fingerprint() {
        return fingerprint;
    }

    /** Writes the body only. Fails with {@link UnencodableException} for what the schema cannot say. */
    public void write(T value, Encoder out) {
        try {
            Node.requireValue(node, value);
            node.write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a body written with this very schema. The decoder bounds what hostile bytes can cost: for bytes
     * from outside use {@link #decode}.
     *
     * @throws UndecodableException whatever is wrong with the data
     */
    public T read(Decoder in) {
        try {
            return type.cast(Objects.requireNonNull(node.read(in)));
        } catch (IOException | RuntimeException e) {
            throw UndecodableException.of(e);
        }
    }

    /** The prefix, then the body. */
    public byte[] encode(T value, byte[] prefix) {
        GrowingEncoder out = new GrowingEncoder(Math.max(bufferBytes, prefix.length));
        out.writeFixed(prefix, 0, prefix.length);
        write(value, out);
        byte[] bytes = out.toByteArray();
        if (bytes.length > bufferBytes) {
            bufferBytes = Math.min(bytes.length, BUFFER_BYTES_MAX);
        }
        return bytes;
    }

    /**
     * Reads a body that starts at {@code from} and ends with the array; one byte more is refused. Time and
     * memory are linear in the array's length, whatever it claims.
     *
     * @throws UndecodableException whatever is wrong with the data
     */
    public T decode(byte[] bytes, int from) {
        BoundedDecoder in = new BoundedDecoder(bytes, from);
        T value = read(in);
        in.requireEnd();
        return value;
    }

    /** For another version of the schema; fails with IllegalArgumentException if Avro cannot resolve the two. */
    public Reading<T> from(Schema writer) {
        return new Reading<>(this, writer);
    }

    public JsonNode toJson(T value) {
        Node.requireValue(node, value);
        return node.toJson(value);
    }

    /** Null when there are violations, and only then. Never throws for what a user sent. */
    public @Nullable T fromJson(JsonNode json, Violations violations) {
        int before = violations.count();
        Object value = node.fromJson(json, FieldPath.ROOT, violations);
        return violations.count() == before ? type.cast(value) : null;
    }

    /** As above, from UTF-8 text of at most 1 MiB; repeated names and trailing text are refused. */
    public @Nullable T fromJson(byte[] utf8, Violations violations) {
        JsonNode json = StrictJson.parse(utf8, violations);
        return json == null ? null : fromJson(json, violations);
    }

    @Override
    public String toString() {
        return schema.getFullName() + " <-> " + type.getName();
    }
}
