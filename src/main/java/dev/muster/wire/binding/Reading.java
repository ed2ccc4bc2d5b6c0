package dev.muster.wire.binding;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;

/**
 * Reads, through a binding, what was written with another version of its schema, by Avro's resolution rules:
 * added fields take their default, aliases rename, unknown enum symbols take the enum's default, numbers widen.
 * Shared by threads.
 */
public final class Reading<T> {
    /** Idle resolvers kept: building one costs far more than a read, and each serves one thread at a time. */
    private static final int IDLE_MAX = 16;

    /** What an idle resolver holds, so that it keeps no message alive. */
    private static final Decoder NOTHING = new BoundedDecoder(new byte[0], 0);

    private final Binding<T> binding;
    private final Schema writer;
    private final boolean same;
    private final ArrayBlockingQueue<ResolvingDecoder> idle = new ArrayBlockingQueue<>(IDLE_MAX);

    Reading(Binding<T> binding, Schema writer) {
        SchemaBounds.check(writer);
        this.binding = binding;
        this.writer = Schema.applyAliases(writer, binding.schema());
        this.same = SchemaNormalization.parsingFingerprint64(writer) == binding.fingerprint();
        var verdict = SchemaCompatibility.checkReaderWriterCompatibility(binding.schema(), this.writer);
        if (verdict.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new IllegalArgumentException("schema " + binding.schema().getFullName()
                    + " cannot read what that version of " + writer.getFullName() + " wrote: "
                    + verdict.getResult().getIncompatibilities());
        }
    }

    /** As {@link Binding#read}. */
    public T read(Decoder in) {
        return same ? binding.read(in) : resolve(in);
    }

    /** As {@link Binding#decode}. */
    public T decode(byte[] bytes, int from) {
        BoundedDecoder in = new BoundedDecoder(bytes, from);
        T value = read(in);
        in.requireEnd();
        return value;
    }

    private T resolve(Decoder in) {
        try {
            ResolvingDecoder known = idle.poll();
            ResolvingDecoder resolving =
                    known == null ? DecoderFactory.get().resolvingDecoder(writer, binding.schema(), in) : known;
            resolving.configure(in);
            T value = binding.read(resolving);
            resolving.drain();
            resolving.configure(NOTHING);
            idle.offer(resolving); // After a failure it is in an unknown state and is dropped.
            return value;
        } catch (IOException | RuntimeException e) {
            throw UndecodableException.of(e);
        }
    }
}
