package dev.muster.app;

import dev.muster.engine.Accounts;
import dev.muster.engine.EngineMetrics;
import dev.muster.engine.EngineTopics;
import dev.muster.engine.KnownReplyTopics;
import dev.muster.engine.Wiring;
import dev.muster.engine.effect.EffectRunner;
import dev.muster.engine.topics.DeclaredTopics;
import dev.muster.engine.topics.TopicsFile;
import dev.muster.provider.ProviderFactory;
import dev.muster.wire.Contracts;
import dev.muster.wire.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/** Makes beans of what the other packages keep free of any framework. */
final class EngineBeans {
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Contracts contracts() {
        return Contracts.load();
    }

    @Produces
    @Singleton
    Wire wire(Contracts contracts) {
        return new Wire(contracts);
    }

    @Produces
    @Singleton
    DeclaredTopics declaredTopics() {
        return TopicsFile.packaged();
    }

    @Produces
    @Singleton
    EngineTopics topics(DeclaredTopics declared, EngineConfig engine) {
        return new EngineTopics(declared.prefix(), engine.singleTenant());
    }

    @Produces
    @Singleton
    EngineMetrics metrics(MeterRegistry registry) {
        return new EngineMetrics(registry);
    }

    @Produces
    @Singleton
    Accounts accounts(AccountsConfig config, EngineConfig engine, @All List<ProviderFactory> factories) {
        return new AccountsOpening(factories, engine).open(config);
    }

    @Produces
    @Singleton
    KnownReplyTopics replyTopics(EngineConfig engine) {
        return new KnownReplyTopics(Pattern.compile(engine.replyTopics()));
    }

    @Produces
    @Singleton
    Wiring wiring(
            EngineTopics topics,
            Accounts accounts,
            Contracts contracts,
            KnownReplyTopics replies,
            EngineMetrics metrics,
            InstantSource clock) {
        return Wiring.of(topics, accounts, contracts, replies, metrics, clock);
    }

    @Produces
    @Singleton
    EffectRunner effectRunner(Accounts accounts, InstantSource clock, EngineMetrics metrics, EngineConfig engine) {
        return new EffectRunner(accounts, clock, metrics, engine.node());
    }
}
