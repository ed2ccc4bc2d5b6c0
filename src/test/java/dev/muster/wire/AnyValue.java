package dev.muster.wire;

import dev.muster.model.ResourceKind;
import dev.muster.model.ResourceName;
import dev.muster.model.Scope;
import dev.muster.model.UserData;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random values of any record of the model, edges included: what its constructors admit, and nothing else. */
public final class AnyValue {
    private static final int TRIES_MAX = 1_000;

    private final Random random;

    public AnyValue(long seed) {
        random = new Random(seed);
    }

    /** Of a record, or of any member of a sealed family. */
    public <T> T of(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return oneOf(plain.getEnumConstants());
        }
        if (plain.isSealed()) {
            return value(oneOf(plain.getPermittedSubclasses()));
        }
        if (plain == Scope.class) {
            return new Scope(part(), part(), part());
        }
        if (plain == ResourceName.class) {
            return new ResourceName((Scope) value(Scope.class), oneOf(ResourceKind.values()), part());
        }
        if (plain == UserData.class) {
            return new UserData(bytes());
        }
        return plain.isRecord() ? record(plain) : simple(plain);
    }

    private Object simple(Class<?> type) {
        if (type == String.class) {
            return text();
        } else if (type == int.class || type == Integer.class) {
            return (int) number();
        } else if (type == long.class || type == Long.class) {
            return number();
        } else if (type == double.class) {
            return random.nextGaussian() * 1000;
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == Instant.class) {
            return Instant.ofEpochMilli(random.nextLong() >> 20);
        } else if (type == Duration.class) {
            return Duration.ofMillis(random.nextLong() >> 20);
        } else if (type == UUID.class) {
            return new UUID(random.nextLong(), random.nextLong());
        }
        throw new IllegalArgumentException("no values of " + type.getName());
    }

    /** Tries until the constructor admits it: some components depend on others. */
    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        for (int tried = 0; tried < TRIES_MAX; tried++) {
            Object[] values = Arrays.stream(components).map(this::component).toArray();
            try {
                var constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor.newInstance(values);
            } catch (InvocationTargetException refused) {
                // Its own rules refused these values: others may pass.
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(e);
            }
        }
        throw new IllegalArgumentException("found no value of " + type.getName());
    }

    private @Nullable Object component(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        boolean absent = type.isAnnotationPresent(Nullable.class) && random.nextBoolean();
        return absent ? null : value(component.getGenericType());
    }

    private Object collection(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        int size = random.nextInt(3) * random.nextInt(4);
        if (type.getRawType() == List.class) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                items.add(value(arguments[0]));
            }
            return items;
        }
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(text(), value(arguments[1]));
        }
        return map;
    }

    private long number() {
        return random.nextBoolean() ? random.nextInt(300) - 100 : random.nextLong() >> random.nextInt(64);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A legal part of a name. */
    private String part() {
        var text = new StringBuilder().append((char) ('a' + random.nextInt(26)));
        for (int left = random.nextInt(12); left > 0; left--) {
            text.append("abc019._-".charAt(random.nextInt(9)));
        }
        return text.toString();
    }

    private String text() {
        var text = new StringBuilder();
        for (int left = random.nextInt(12); left > 0; left--) {
            int[] pool = {
                'a' + random.nextInt(26),
                random.nextInt(128),
                0x100 + random.nextInt(0xD000),
                0x1F600 + random.nextInt(9)
            };
            text.appendCodePoint(pool[random.nextInt(pool.length)]);
        }
        return text.toString();
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
