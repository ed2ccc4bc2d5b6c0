package dev.muster.wire.binding;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record with everything that a binding can meet; its contract is {@code binding/Machine.avsc}. */
record Machine(
        Name name,
        UUID id,
        Region region,
        Generation generation,
        int cpus,
        long memoryBytes,
        double price,
        boolean spot,
        Digest digest,
        State state,
        Instant createdAt,
        @Nullable Instant stoppedAt,
        Duration timeout,
        @Nullable Duration ttl,
        @Nullable Integer rank,
        @Nullable Long quota,
        @Nullable Double load,
        @Nullable Boolean guarded,
        @Nullable String note,
        // In another order than the schema's, on purpose.
        @Nullable Volume root,
        @Nullable State previous,
        List<String> zones,
        List<Volume> volumes,
        List<@Nullable String> hints,
        Map<String, String> tags,
        Map<String, Volume> devices,
        Network network,
        @Nullable Network source) {

    static final Scalars SCALARS = Scalars.none().with(Name.class, Name::format, Name::parse);

    static final SchemaSet SCHEMAS = SchemaSet.loadIndex(Machine.class.getClassLoader(), "binding/index");

    static final Binding<Machine> BINDING = Binding.of(SCHEMAS.schema("muster.sample.Machine"), Machine.class, SCALARS);

    static final Machine SAMPLE = new Machine(
            new Name("acme", "trainer-0"),
            UUID.fromString("0b0e7f6e-8d2c-4b37-9a47-3d5f0a4c1e55"),
            new Region("us-east-1"),
            new Generation(3),
            192,
            2_199_023_255_552L,
            98.32,
            true,
            new Digest(new byte[] {1, -2, 3}),
            State.RUNNING,
            Instant.parse("2026-01-31T12:00:00.123Z"),
            null,
            Duration.ofSeconds(30),
            Duration.ofHours(2),
            7,
            null,
            0.5,
            true,
            "größer ☃ 😀",
            new Volume("root", 100, VolumeKind.SSD),
            State.PENDING,
            List.of("use1-az1", "use1-az4"),
            List.of(new Volume("data", 500, VolumeKind.HDD)),
            Arrays.asList("a", null),
            Map.of("team", "ml", "app", "train", "cost", "42"),
            Map.of("sdb", new Volume("data", 500, VolumeKind.HDD)),
            new Network.Created(24, VolumeKind.SSD),
            new Network.Existing("subnet-1"));

    record Name(String tenant, String id) {
        static Name parse(String text) {
            int slash = text.indexOf('/');
            if (slash >= 0 && slash == text.lastIndexOf('/')) {
                return new Name(text.substring(0, slash), text.substring(slash + 1));
            }
            throw new IllegalArgumentException("must be tenant/id");
        }

        String format() {
            return tenant + "/" + id;
        }
    }

    record Region(String name) {
        Region {
            if (name.isBlank()) {
                throw new IllegalArgumentException("region name is blank");
            }
        }
    }

    record Generation(long value) {
        Generation {
            if (value < 0) {
                throw new IllegalArgumentException("a generation is not negative");
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by content, below.
    record Digest(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** In another order than the schema's symbols. */
    enum State {
        PENDING,
        RUNNING,
        GONE,
        UNKNOWN
    }

    enum VolumeKind {
        SSD,
        HDD
    }

    record Volume(String name, int sizeGib, VolumeKind kind) {
        Volume {
            if (sizeGib < 1) {
                throw new IllegalArgumentException("a volume has at least 1 GiB");
            }
        }
    }

    sealed interface Network {
        record Existing(String id) implements Network {}

        sealed interface Made extends Network {}

        record Created(int prefixBits, @Nullable VolumeKind kind) implements Made {}
    }
}
