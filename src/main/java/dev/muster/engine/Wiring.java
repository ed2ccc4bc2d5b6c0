package dev.muster.engine;

import dev.muster.wire.CommandDecoder;
import dev.muster.wire.Contracts;
import dev.muster.wire.DeadLetters;
import dev.muster.wire.Wire;
import java.time.InstantSource;

/** What all processors of the topology work with; safe to share. */
public record Wiring(
        EngineTopics topics,
        Accounts accounts,
        Contracts contracts,
        Wire wire,
        CommandDecoder decoder,
        DeadLetters deadLetters,
        ReplyTopics replyTopics,
        EngineMetrics metrics,
        InstantSource clock) {

    /** @param contracts loaded once; everything that reads or writes bytes is made from it */
    public static Wiring of(
            EngineTopics topics,
            Accounts accounts,
            Contracts contracts,
            ReplyTopics replyTopics,
            EngineMetrics metrics,
            InstantSource clock) {
        return new Wiring(
                topics,
                accounts,
                contracts,
                new Wire(contracts),
                new CommandDecoder(contracts, topics.prefix(), topics.singleTenant()),
                new DeadLetters(contracts),
                replyTopics,
                metrics,
                clock);
    }
}
