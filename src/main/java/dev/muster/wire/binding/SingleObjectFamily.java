package dev.muster.wire.binding;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The codecs of one closed family, e.g. of all commands, each member with a schema of its own: encodes by the
 * object's class, decodes by the fingerprint. Shared by threads.
 */
public final class SingleObjectFamily<T> {
    private final Map<Class<?>, SingleObject<? extends T>> byClass = new HashMap<>();
    private final Map<Long, SingleObject<? extends T>> byFingerprint = new HashMap<>();

    private SingleObjectFamily(Collection<? extends SingleObject<? extends T>> codecs) {
        codecs.forEach(this::add);
    }

    /** Fails with IllegalArgumentException when two members share a class or a fingerprint. */
    public static <T> SingleObjectFamily<T> of(Collection<? extends SingleObject<? extends T>> codecs) {
        return new SingleObjectFamily<>(codecs);
    }

    /** Every member of a sealed family, bound to the schema of its simple name in one namespace, in all its versions. */
    public static <T> SingleObjectFamily<T> of(Class<T> family, SchemaSet schemas, String namespace, Scalars scalars) {
        List<SingleObject<? extends T>> codecs = SealedFamily.members(family).stream()
                .<SingleObject<? extends T>>map(member -> SingleObject.of(
                        schemas, namespace + "." + member.getSimpleName(), member.asSubclass(family), scalars))
                .collect(Collectors.toList());
        return new SingleObjectFamily<>(codecs);
    }

    private void add(SingleObject<? extends T> codec) {
        requireNew(byClass.put(codec.binding().type(), codec), codec);
        codec.fingerprints().forEach(fingerprint -> requireNew(byFingerprint.put(fingerprint, codec), codec));
    }

    private static void requireNew(@Nullable SingleObject<?> earlier, SingleObject<?> codec) {
        if (earlier != null) {
            throw new IllegalArgumentException(earlier.binding() + " and " + codec.binding() + " cannot be told apart");
        }
    }

    public Collection<SingleObject<? extends T>> codecs() {
        return Collections.unmodifiableCollection(byClass.values());
    }

    public Set<Class<?>> members() {
        return Set.copyOf(byClass.keySet());
    }

    /** Fails with IllegalArgumentException for a class outside the family. */
    public byte[] encode(T value) {
        return codecOf(value).encode(value);
    }

    /** The member's codec, e.g. for its JSON or its schema. */
    @SuppressWarnings("unchecked") // byClass maps a class to the codec of that very class.
    public <M extends T> SingleObject<M> codecOf(M value) {
        SingleObject<? extends T> codec = byClass.get(value.getClass());
        if (codec != null) {
            return (SingleObject<M>) codec;
        }
        throw new IllegalArgumentException(
                "no codec in this family for " + value.getClass().getName());
    }

    /** As {@link SingleObject#decode}, for any member and any of its known versions. */
    public T decode(byte[] message) {
        long fingerprint = SingleObject.fingerprintOf(message);
        SingleObject<? extends T> codec = byFingerprint.get(fingerprint);
        if (codec != null) {
            return codec.decode(message, fingerprint);
        }
        throw new UnknownFingerprintException(fingerprint);
    }
}
