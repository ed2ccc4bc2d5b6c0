package dev.muster.wire.binding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Time per record of 28 fields, against Avro's generic reader and writer with reused buffers, in one run. */
public final class BindingBenchmark {
    private static final int OPERATIONS = 10_000;
    private static final int ROUNDS = 150;

    /** Keeps results alive. */
    @SuppressWarnings("UnusedVariable") // Written, so that nothing that is measured can be left out.
    private static Object sink = "";

    private final SingleObject<Machine> codec = SingleObject.of(Machine.BINDING);
    private final byte[] body = Machine.BINDING.encode(Machine.SAMPLE, new byte[0]);
    private final byte[] message = codec.encode(Machine.SAMPLE);
    private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(Machine.BINDING.schema());
    private final GenericDatumReader<GenericRecord> stringReader = new GenericDatumReader<>(withStrings());
    private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(Machine.BINDING.schema());
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private BinaryDecoder in = DecoderFactory.get().binaryDecoder(body, null);
    private BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    private final GenericRecord generic = genericDecode(reader);

    private BindingBenchmark() throws IOException {}

    public static void main(String[] args) throws Exception {
        new BindingBenchmark().run();
    }

    private void run() throws Exception {
        Map<String, Callable<Object>> operations = new LinkedHashMap<>();
        operations.put("encode, binding", () -> codec.encode(Machine.SAMPLE));
        operations.put("encode, generic", this::genericEncode);
        operations.put("decode, binding", () -> codec.decode(message));
        operations.put("decode, generic, text left as bytes", () -> genericDecode(reader));
        operations.put("decode, generic, text as strings", () -> genericDecode(stringReader));
        operations.put("to JSON tree, binding", () -> Machine.BINDING.toJson(Machine.SAMPLE));
        Map<String, Double> best = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) { // In turns, so that a busy machine slows all of them.
            for (var operation : operations.entrySet()) {
                best.merge(operation.getKey(), nanosEach(operation.getValue()), Math::min);
            }
        }
        System.out.printf("%d bytes, best of %d rounds of %d%n", message.length, ROUNDS, OPERATIONS);
        best.forEach((name, nanos) -> System.out.printf(Locale.ROOT, "%-36s %6.0f ns/op%n", name, nanos));
    }

    private byte[] genericEncode() throws IOException {
        bytes.reset();
        out = EncoderFactory.get().binaryEncoder(bytes, out);
        writer.write(generic, out);
        out.flush();
        return bytes.toByteArray();
    }

    /** Its text stays undecoded bytes (Utf8), unless the schema asks for strings. */
    private GenericRecord genericDecode(GenericDatumReader<GenericRecord> by) throws IOException {
        in = DecoderFactory.get().binaryDecoder(body, in);
        return by.read(null, in);
    }

    private static double nanosEach(Callable<Object> operation) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < OPERATIONS; i++) {
            sink = operation.call();
        }
        return (double) (System.nanoTime() - start) / OPERATIONS;
    }

    private static Schema withStrings() {
        String text = SchemaNormalization.toParsingForm(Machine.BINDING.schema());
        return new Schema.Parser()
                .parse(text.replace("\"string\"", "{\"type\":\"string\",\"avro.java.string\":\"String\"}"));
    }
}
