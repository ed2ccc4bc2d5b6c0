package dev.muster.wire;

import dev.muster.model.Command;
import dev.muster.model.Scope;
import dev.muster.wire.binding.SingleObject;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns records of the commands topics into commands, or into refusals that say all that is wrong at once. Never throws,
 * whatever the record. Shared by threads.
 *
 * <p>What needs the account's facts is checked afterwards, by admission.
 */
public final class CommandDecoder {
    /** Largest value that is looked into, in bytes. */
    public static final int VALUE_BYTES_MAX = 512 * 1024;

    private final Contracts contracts;
    private final String prefix;
    private final String defaultTenant;
    private final Map<String, SingleObject<? extends Command>> byName = new TreeMap<>();

    /**
     * @param prefix of all topics of the service, e.g. {@code muster.}
     * @param defaultTenant whose the topic {@code <prefix>commands} is; a legal part of a scope
     */
    public CommandDecoder(Contracts contracts, String prefix, String defaultTenant) {
        this.contracts = contracts;
        this.prefix = prefix;
        this.defaultTenant = defaultTenant;
        contracts
                .commands()
                .codecs()
                .forEach(codec -> byName.put(codec.binding().type().getSimpleName(), codec));
        if (!Scope.isPart(defaultTenant)) {
            throw new IllegalArgumentException("the default tenant is no legal tenant");
        }
    }

    public Decoded decode(Incoming record) {
        return new CommandReading(this, record).result();
    }

    Contracts contracts() {
        return contracts;
    }

    String prefix() {
        return prefix;
    }

    /** Whose a topic is: {@code <prefix>commands.<tenant>}; null for a topic that is no tenant's. */
    @Nullable
    String tenantOf(String topic) {
        String all = prefix + "commands";
        if (topic.equals(all)) {
            return defaultTenant;
        }
        String tenant = topic.startsWith(all + ".") ? topic.substring(all.length() + 1) : "";
        return Scope.isPart(tenant) ? tenant : null;
    }

    /** By the simple or the full name of the type; null for a type that is no command. */
    @Nullable
    SingleObject<? extends Command> codecOf(String type) {
        String start = Contracts.COMMANDS + ".";
        return byName.get(type.startsWith(start) ? type.substring(start.length()) : type);
    }

    String typeNames() {
        return String.join(", ", byName.keySet());
    }
}
