package dev.muster.cli;

import dev.muster.cli.kafka.Settings;
import dev.muster.cli.text.JsonLines;
import dev.muster.wire.Contracts;
import dev.muster.wire.JsonView;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One run of the client: where the service is, and where to write. */
final class Session {
    private final Settings settings;
    private final boolean json;
    private final boolean tenantGiven;
    private final PrintWriter out;
    private final PrintWriter err;

    /** Loading takes as long as reaching the broker: both at once. */
    private final CompletableFuture<Contracts> contracts = CompletableFuture.supplyAsync(Contracts::load);

    Session(Settings settings, GlobalOptions options, PrintWriter out, PrintWriter err) {
        this.settings = settings;
        this.json = options.output == GlobalOptions.Output.JSON;
        this.tenantGiven = options.tenant != null;
        this.out = out;
        this.err = err;
    }

    Settings settings() {
        return settings;
    }

    boolean isJson() {
        return json;
    }

    /** Whether the user wants one tenant and no other; the topics of events and errors are shared by all. */
    boolean isForeign(String tenant) {
        return tenantGiven && !tenant.equals(settings.tenant());
    }

    /** May block for a moment. */
    Contracts contracts() {
        return contracts.join();
    }

    JsonLines jsonLines() {
        return new JsonLines(new JsonView(contracts()));
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    void print(String line) {
        out.println(line);
        out.flush();
    }

    /** For what is not the result, so that a script never reads it. */
    void remark(String line) {
        err.println("muster: " + line);
        err.flush();
    }

    ZoneId zone() {
        return ZoneId.systemDefault();
    }
}
