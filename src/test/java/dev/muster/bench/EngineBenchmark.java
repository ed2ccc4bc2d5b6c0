package dev.muster.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the parts that are named, or all: {@code ./mvnw -Pbench -Dbench.args="throughput latency --quick"}. */
public final class EngineBenchmark {
    private static final Map<String, Part> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("throughput", new ThroughputPart());
        PARTS.put("latency", new LatencyPart());
        PARTS.put("calls", new CallsPart());
        PARTS.put("buckets", new BucketsPart());
        PARTS.put("restart", new RestartPart());
        PARTS.put("memory", new MemoryPart());
        PARTS.put("core", new CorePart());
    }

    private EngineBenchmark() {}

    public static void main(String[] args) throws Exception {
        var wanted = new ArrayList<>(Arrays.asList(args));
        boolean quick = wanted.remove("--quick");
        if (!PARTS.keySet().containsAll(wanted)) {
            System.err.println("parts are " + PARTS.keySet() + ", and --quick; not " + wanted);
            System.exit(2);
        }
        var figures = new ArrayList<Figure>();
        for (String name : wanted.isEmpty() ? List.copyOf(PARTS.keySet()) : wanted) {
            System.out.println("# " + name);
            List<Figure> found = PARTS.get(name).run(quick);
            System.out.println(Figure.table(found));
            figures.addAll(found);
        }
        System.out.printf(
                "%n%d cores, Java %s%s%n%n%s",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                quick ? ", quick: the figures mean little" : "",
                Figure.table(figures));
        System.exit(0); // Threads of the broker and of clients must not keep a finished run alive.
    }
}
