package dev.muster.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run of the client, as its user sees it. */
record Ran(int code, List<String> out, List<String> err) {
    /** With nothing in its environment. */
    static Ran muster(String... arguments) {
        return muster(Map.of(), arguments);
    }

    static Ran muster(Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = new Muster(environment, Path.of("target"), null)
                .commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(
                code, out.toString().lines().toList(), err.toString().lines().toList());
    }

    /** Runs it against a broker, for the tenant of the driven engine. */
    static Ran musterAt(String bootstrapServers, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", bootstrapServers, "--tenant", "acme"));
        return muster(all.toArray(String[]::new));
    }

    String errText() {
        return String.join("\n", err);
    }

    String outText() {
        return String.join("\n", out);
    }
}
