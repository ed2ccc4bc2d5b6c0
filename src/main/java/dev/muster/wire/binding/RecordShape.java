package dev.muster.wire.binding;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.function.Function;

/** A record class taken apart once: its components, fast accessors, and its constructor over an array. */
final class RecordShape {
    private final Class<?> type;
    private final List<RecordComponent> components;
    private final MethodHandles.Lookup lookup;
    private final MethodHandle constructor;

    RecordShape(Class<?> type) {
        this.type = type;
        this.components = List.of(type.getRecordComponents());
        try {
            this.lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            MethodHandle exact = lookup.unreflectConstructor(type.getDeclaredConstructor(types));
            this.constructor = exact.asType(exact.type().generic()).asSpreader(Object[].class, types.length);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no access to record " + type.getName(), e);
        }
    }

    Class<?> type() {
        return type;
    }

    List<RecordComponent> components() {
        return components;
    }

    /** A generated function, not a handle: several times faster when there are many of them. */
    @SuppressWarnings("unchecked")
    Function<Object, Object> accessor(RecordComponent component) {
        try {
            MethodHandle getter = lookup.unreflect(component.getAccessor());
            return (Function<Object, Object>) LambdaMetafactory.metafactory(
                            lookup,
                            "apply",
                            methodType(Function.class),
                            methodType(Object.class, Object.class),
                            getter,
                            getter.type().wrap())
                    .getTarget()
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalArgumentException("no access to " + type.getName() + "." + component.getName(), e);
        }
    }

    /** Runs the canonical constructor; what it throws passes through. */
    Object construct(Object[] values) {
        try {
            return constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException(type.getName() + " has a constructor with a checked exception", e);
        }
    }
}
