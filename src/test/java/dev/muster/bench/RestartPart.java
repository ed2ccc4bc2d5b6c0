package dev.muster.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A service with 1,000 running instances is killed as by {@code kill -9} and started again, on the same disk. From the start
 * of the JVM until a read_committed consumer has the first event of a command that was sent while it was down, in seconds.
 */
final class RestartPart implements Part {
    @Override
    public List<Figure> run(boolean quick) throws Exception {
        int instances = quick ? 100 : 1_000;
        var seconds = new ArrayList<Double>();
        try (var stage = Stage.open();
                var commands = new Commands(stage.broker())) {
            Service service = stage.start(List.of(), Sandbox.instant(4)).awaitReady();
            try {
                Load.create(stage, commands, "state", instances);
                for (int kill = 0; kill < (quick ? 2 : 5); kill++) {
                    service.kill();
                    String id = "after-kill-" + kill;
                    try (var tap = new Tap(stage.broker(), "muster.events")) {
                        commands.sendAll(List.of(Commands.record(
                                Commands.TOPIC, id, Commands.create(Sandbox.region(kill % 4), id, "small"))));
                        long start = System.nanoTime();
                        service = stage.start(List.of(), Sandbox.instant(4));
                        tap.take(1, record -> new String(record.key(), UTF_8).endsWith("/" + id));
                        seconds.add((System.nanoTime() - start) / 1e9);
                        System.out.printf("restart %d: %.1f s%n", kill, seconds.get(kill));
                    }
                    service.awaitReady();
                }
            } finally {
                service.kill();
            }
        }
        return List.of(
                Figure.atMost("kill -9 to first committed decision, JVM start included", 8, Median.of(seconds), " s"),
                Figure.beside("… longest of " + seconds.size(), "%.1f s", Collections.max(seconds)));
    }
}
