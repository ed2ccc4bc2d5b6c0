package dev.muster.cli.watch;

import dev.muster.cli.kafka.ExitException;
import dev.muster.cli.kafka.Settings;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.wire.Contracts;
import dev.muster.wire.binding.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows events and errors until all commands have their results. */
public final class Watch {
    private static final Duration POLL = Duration.ofMillis(100);

    /** How long the changes of a command that succeeded may come behind its result. */
    private static final Duration STRAGGLERS_WITHIN = Duration.ofSeconds(1);

    private final Settings settings;
    private final Contracts contracts;
    private final Display display;

    public Watch(Settings settings, Contracts contracts, Display display) {
        this.settings = settings;
        this.contracts = contracts;
        this.display = display;
    }

    /** Stands at the beginning; whoever sends moves it to the end first, so that no answer is missed. */
    public static TopicReader open(Settings settings) {
        return TopicReader.open(settings, settings.topic("events"), settings.topic("errors"));
    }

    /** The process's exit code: 0 where all succeeded. */
    public int follow(TopicReader reader, Progress progress, Duration timeout) {
        Instant end = Instant.now().plus(timeout);
        while (!progress.isDone() && Instant.now().isBefore(end)) {
            step(reader, progress);
        }
        Instant last = Instant.now().plus(STRAGGLERS_WITHIN);
        while (progress.isDone() && !progress.isComplete() && Instant.now().isBefore(last)) {
            step(reader, progress);
        }
        display.end(progress, Instant.now());
        if (!progress.failures().isEmpty()) {
            return ExitException.FAILED;
        }
        return progress.isDone() ? 0 : ExitException.TIMED_OUT;
    }

    private void step(TopicReader reader, Progress progress) {
        for (var record : reader.poll(POLL)) {
            take(record, progress);
        }
        display.tick(progress, Instant.now());
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Progress progress) {
        if (record.value() == null) {
            return;
        }
        Instant now = Instant.now();
        try {
            if (record.topic().equals(settings.topic("errors"))) {
                progress.apply(contracts.errors().decode(record.value()), now);
            } else {
                var event = contracts.events().decode(record.value());
                if (progress.apply(event, now)) {
                    display.heard(event, progress, now);
                }
            }
        } catch (UndecodableException e) {
            // Of a newer service, or no event at all: not what we wait for, which is of our own version.
        }
    }
}
