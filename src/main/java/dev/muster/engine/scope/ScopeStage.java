package dev.muster.engine.scope;

import dev.muster.engine.Wiring;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The scope processor and its store, as the topology takes them in. */
public final class ScopeStage implements ProcessorSupplier<byte[], byte[], byte[], Object> {
    /** Names it in the topology. */
    public static final String NAME = "scope";

    static final String JOURNAL = "journal";

    private static final Map<String, String> CHANGELOG =
            Map.of("min.cleanable.dirty.ratio", "0.1", "segment.ms", "3600000", "max.message.bytes", "1048576");

    private final Wiring wiring;

    public ScopeStage(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Processor<byte[], byte[], byte[], Object> get() {
        return new ScopeProcessor(wiring);
    }

    /** One persistent store for all tables, without a cache: commits are too frequent for one to save anything. */
    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(JOURNAL), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingEnabled(CHANGELOG)
                        .withCachingDisabled());
    }
}
