package dev.muster.cli;

import dev.muster.cli.kafka.ExitException;
import dev.muster.cli.kafka.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Option;

/** Prints the last records of a topic, and goes on where that is wanted; as {@code tail} does with a file. */
final class Tail {
    /** How far to look back in each partition: some of what is there may be filtered, or a transaction's mark. */
    private static final int LOOK_BACK = 20;

    /** Sorted by time at once; a longer topic comes in such portions. */
    private static final int SORTED_MAX = 50_000;

    private static final Duration POLL = Duration.ofMillis(200);

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes, until Ctrl-C.")
    boolean follow;

    @Option(names = "--from-beginning", description = "All there is, not only the last.")
    boolean fromBeginning;

    @Option(names = "--last", paramLabel = "N", defaultValue = "20", description = "How many of the last. Default: 20.")
    int last = 20;

    /** A record as it is shown. */
    private record Shown(long timestamp, List<String> lines) {}

    /**
     * @param topic its full name
     * @param sparse whether the filter passes so little that the last must be looked for from the beginning
     * @param show the lines of a record; none where it is filtered
     */
    void run(
            Session session,
            String topic,
            boolean sparse,
            Function<ConsumerRecord<byte[], byte[]>, List<String>> show) {
        if (last < 0) {
            throw ExitException.usage("--last: 0 or more");
        }
        try (var reader = TopicReader.open(session.settings(), topic)) {
            if (!fromBeginning && !sparse) {
                reader.backFromEnd((long) last * LOOK_BACK);
            }
            var found = new ArrayList<Shown>();
            reader.readToEnd(record -> {
                found.add(new Shown(record.timestamp(), show.apply(record)));
                if (found.size() >= SORTED_MAX) {
                    portion(session, found);
                }
            });
            portion(session, found);
            found.forEach(each -> session.print(each.lines()));
            while (follow) {
                reader.poll(POLL).forEach(record -> session.print(show.apply(record)));
            }
        }
    }

    /** Prints what can be printed already, and keeps what may yet turn out to be among the last. */
    private void portion(Session session, List<Shown> found) {
        found.removeIf(each -> each.lines().isEmpty());
        found.sort(Comparator.comparingLong(Shown::timestamp));
        if (fromBeginning) {
            found.forEach(each -> session.print(each.lines()));
            found.clear();
        } else {
            found.subList(0, Math.max(0, found.size() - last)).clear();
        }
    }
}
