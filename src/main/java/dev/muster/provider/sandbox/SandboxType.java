package dev.muster.provider.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The instance types every sandbox cloud sells. A {@link MagicName} is a type too, in the shape of {@link #SMALL}. */
public enum SandboxType {
    SMALL("small", 2),
    MEDIUM("medium", 4),
    LARGE("large", 8),
    GPU_1("gpu-1", 16),
    GPU_8("gpu-8", 128);

    private static final Map<String, SandboxType> BY_NAME = byName();

    private final String typeName;
    private final int vcpus;

    SandboxType(String typeName, int vcpus) {
        this.typeName = typeName;
        this.vcpus = vcpus;
    }

    public String typeName() {
        return typeName;
    }

    public int vcpus() {
        return vcpus;
    }

    /** The type of that name; null if there is none. */
    static @Nullable SandboxType named(String name) {
        return BY_NAME.get(name);
    }

    /** Every name a launch may ask for, the magic ones among them. */
    static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static Map<String, SandboxType> byName() {
        var types = new HashMap<String, SandboxType>();
        for (SandboxType type : values()) {
            types.put(type.typeName, type);
        }
        for (MagicName magic : MagicName.values()) {
            types.put(magic.word(), SMALL);
        }
        return Map.copyOf(types);
    }
}
