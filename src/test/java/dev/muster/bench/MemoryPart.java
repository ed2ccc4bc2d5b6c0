package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Resident memory, VmRSS, of the service alone, its broker being elsewhere: after it has served 1,000 creates and idled, in
 * MiB. With the flags that the documentation recommends, and with none.
 */
final class MemoryPart implements Part {
    private static final List<String> RECOMMENDED = List.of("-XX:+UseSerialGC", "-Xmx256m");
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final double KIB_PER_MIB = 1024;

    @Override
    public List<Figure> run(boolean quick) throws Exception {
        return List.of(
                Figure.atMost(
                        "idle resident memory, java " + String.join(" ", RECOMMENDED) + " -jar",
                        400,
                        resident(RECOMMENDED, quick),
                        " MiB"),
                Figure.beside("… plain java -jar", "%.0f MiB", resident(List.of(), quick)));
    }

    private static double resident(List<String> jvmFlags, boolean quick) throws Exception {
        try (var stage = Stage.open();
                var commands = new Commands(stage.broker());
                var service = stage.start(jvmFlags, Sandbox.instant(4)).awaitReady()) {
            Load.create(stage, commands, "state", quick ? 100 : 1_000);
            Await.pause(quick ? Duration.ofSeconds(5) : IDLE);
            return resident(service.pid());
        }
    }

    private static double resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
            }
        }
        throw new IOException("no VmRSS in /proc; this part needs Linux");
    }
}
