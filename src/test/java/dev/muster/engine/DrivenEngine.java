package dev.muster.engine;

import dev.muster.core.journal.Table;
import dev.muster.core.journal.Tables;
import dev.muster.engine.effect.EffectRunner;
import dev.muster.model.Effect;
import dev.muster.model.Event;
import dev.muster.model.Failure;
import dev.muster.model.InstanceSnapshot;
import dev.muster.model.Outcome;
import dev.muster.testing.SettableClock;
import dev.muster.wire.Contracts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The whole engine without a broker: the real topology in Kafka's own driver, the real contracts and settings, and beside
 * it the real executor, whose outcomes are piped back. Time stands still unless a test lets it pass.
 */
public final class DrivenEngine implements AutoCloseable {
    public static final String ACCOUNT = "cloud";
    public static final String REGION = "sandbox-1";
    public static final String TENANT = "acme";
    public static final String SCOPE = TENANT + "/" + ACCOUNT + "/" + REGION;
    public static final String REPLIES = "askers.replies";
    public static final Contracts CONTRACTS = Contracts.load();
    public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    /** As often as the engine looks after its timers. */
    private static final Duration TICK = Duration.ofMillis(25);

    private static final Duration LEAP_MAX = Duration.ofSeconds(10);

    private static final EngineTopics TOPICS = new EngineTopics("muster.", TENANT);

    private final List<Told<Event>> events = new ArrayList<>();
    private final List<Told<Failure>> errors = new ArrayList<>();
    private final List<Told<InstanceSnapshot>> snapshots = new ArrayList<>();
    private final List<Told<Effect>> effects = new ArrayList<>();
    private final List<Told<byte[]>> deadLetters = new ArrayList<>();
    private final List<Told<byte[]>> replies = new ArrayList<>();
    private final List<Told<Outcome>> outcomeRecords = new ArrayList<>();
    private final List<Effect> unmade = new ArrayList<>();
    private final SettableClock clock;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EngineMetrics metrics;
    private final Wiring wiring;
    private final EffectRunner runner;
    private final TopologyTestDriver driver;
    private boolean executes = true;

    private DrivenEngine(SettableClock clock, Accounts accounts, Map<String, Object> settings) {
        this.clock = clock;
        metrics = new EngineMetrics(registry);
        wiring = Wiring.of(TOPICS, accounts, CONTRACTS, REPLIES::equals, metrics, clock);
        runner = new EffectRunner(accounts, clock, metrics, "executor-1");
        var properties = new Properties();
        properties.putAll(settings);
        driver = new TopologyTestDriver(EngineTopology.build(wiring, 4), properties, clock.instant());
    }

    /** One account of one tenant, {@link #ACCOUNT}. */
    public static DrivenEngine start(Path directory) {
        var clock = new SettableClock(START);
        return start(directory, clock, new Sandboxes(clock).open(ACCOUNT, List.of(TENANT)));
    }

    public static DrivenEngine start(Path directory, SettableClock clock, Sandboxes sandboxes) {
        return new DrivenEngine(clock, sandboxes.accounts(), settings(directory));
    }

    /** On what an earlier engine left in the directory; without transactions, which would have it restored from Kafka. */
    public static DrivenEngine restart(Path directory, SettableClock clock, Accounts accounts) {
        var settings = settings(directory);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        return new DrivenEngine(clock, accounts, settings);
    }

    private static Map<String, Object> settings(Path directory) {
        var client = Map.<String, Object>of("bootstrap.servers", "nowhere:9092");
        return new StreamsSettings(client, "muster", "node-1", 1, directory, (short) 1, 0).properties();
    }

    /** Effects pile up from now on, as if no executor ran. */
    public DrivenEngine withoutExecutor() {
        executes = false;
        return this;
    }

    /** The executor comes back, and finds what piled up. */
    public void executorReturns() {
        executes = true;
        settle();
    }

    public void send(Post... posts) {
        for (Post post : posts) {
            pipe(post.topic(), post.record());
        }
        settle();
    }

    public void pipe(String topic, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), clock.instant()));
    }

    public void deliver(Outcome outcome) {
        pipe(TOPICS.outcomes(), record(outcome, null));
        settle();
    }

    private TestRecord<byte[], byte[]> record(Outcome outcome, @Nullable String traceparent) {
        var message = wiring.wire().outcome(outcome, traceparent);
        var record = Outgoing.to(Sink.EVENTS, message).toRecord(0);
        return new TestRecord<>(record.key(), (byte[]) record.value(), record.headers());
    }

    /** Lets time pass, with timers, calls and answers as in the service; it goes in leaps where nothing is due. */
    public void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            Duration step = Duration.between(clock.instant(), nextTimer(end));
            Duration whole = step.compareTo(TICK) < 0 ? TICK : step;
            clock.advance(whole);
            driver.advanceWallClockTime(whole);
            settle();
        }
    }

    private Instant nextTimer(Instant end) {
        Instant now = clock.instant();
        Instant[] next = {now.plus(LEAP_MAX).isBefore(end) ? now.plus(LEAP_MAX) : end};
        journaled(Tables.TIMERS, (key, timer) -> {
            if (timer.due().isAfter(now) && timer.due().isBefore(next[0])) {
                next[0] = timer.due();
            }
        });
        return next[0];
    }

    /** Visits what the journal holds in a table. */
    public <V> void journaled(Table<V> table, BiConsumer<String, V> visitor) {
        var codec = CONTRACTS.journal();
        Bytes from = Bytes.wrap(codec.keyBytes(table, ""));
        Bytes to = Bytes.wrap(codec.keyBytes(table, String.valueOf(Character.MAX_VALUE)));
        try (var entries = driver.<Bytes, byte[]>getKeyValueStore("journal").range(from, to)) {
            entries.forEachRemaining(
                    entry -> visitor.accept(codec.key(entry.key.get()), codec.decode(table, entry.value)));
        }
    }

    /** Reads what was said, and has the executor make what calls are owed, until nothing more comes of it. */
    private void settle() {
        read();
        while (executes && !unmade.isEmpty()) {
            var owed = List.copyOf(unmade);
            unmade.clear();
            owed.forEach(this::execute);
            read();
        }
    }

    private void execute(Effect effect) {
        List<Outcome> made = runner.run(effect).await().atMost(Duration.ofSeconds(5));
        for (Outcome outcome : made) {
            var record = record(outcome, effect.traceparent());
            outcomeRecords.add(Told.of(record, CONTRACTS.outcomes()::decode));
            pipe(TOPICS.outcomes(), record);
        }
    }

    private void read() {
        int known = effects.size();
        read(TOPICS.events(), events, CONTRACTS.events()::decode);
        read(TOPICS.errors(), errors, CONTRACTS.errors()::decode);
        read(TOPICS.state(), snapshots, CONTRACTS.snapshots()::decode);
        read(TOPICS.effects(), effects, CONTRACTS.effects()::decode);
        read(TOPICS.deadLetters(), deadLetters, bytes -> bytes);
        read(REPLIES, replies, bytes -> bytes);
        effects.subList(known, effects.size()).forEach(told -> unmade.add(told.value()));
    }

    private <V> void read(String topic, List<Told<V>> into, Function<byte[], V> decode) {
        var output = driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        while (!output.isEmpty()) {
            into.add(Told.of(output.readRecord(), decode));
        }
    }

    /** Copies what the journal has on disk, as of now: closing the driver deletes it. */
    @SuppressWarnings("deprecation") // There is no other way to have the store write what it has in memory.
    public void saveState(Path from, Path to) {
        driver.getKeyValueStore("journal").flush();
        try (var files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SettableClock clock() {
        return clock;
    }

    public SimpleMeterRegistry registry() {
        return registry;
    }

    public Wiring wiring() {
        return wiring;
    }

    public EffectRunner runner() {
        return runner;
    }

    public List<Told<Event>> events() {
        return events;
    }

    public List<Told<Failure>> errors() {
        return errors;
    }

    public List<Told<InstanceSnapshot>> snapshots() {
        return snapshots;
    }

    public List<Told<Effect>> effects() {
        return effects;
    }

    public List<Told<byte[]>> deadLetters() {
        return deadLetters;
    }

    public List<Told<byte[]>> replies() {
        return replies;
    }

    /** What the executor answered. */
    public List<Told<Outcome>> outcomeRecords() {
        return outcomeRecords;
    }

    @Override
    public void close() {
        driver.close();
    }
}
