package dev.muster.cli.watch;

import dev.muster.cli.text.JsonLines;
import dev.muster.model.Event;
import dev.muster.model.Event.CommandSucceeded;
import java.io.PrintWriter;
import java.time.Instant;

/** A JSON document a line: events as they come, and the results last. */
public final class JsonDisplay implements Display {
    private final PrintWriter out;
    private final PrintWriter err;
    private final JsonLines json;

    public JsonDisplay(PrintWriter out, PrintWriter err, JsonLines json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    @Override
    public void heard(Event event, Progress progress, Instant now) {
        if (!(event instanceof CommandSucceeded)) {
            out.println(json.of(event));
            out.flush();
        }
    }

    @Override
    public void tick(Progress progress, Instant now) {}

    @Override
    public void end(Progress progress, Instant now) {
        progress.successes().forEach(each -> out.println(json.of(each)));
        progress.failures().forEach(each -> out.println(json.of(each)));
        out.flush();
        if (!progress.isDone()) {
            err.println("muster: no result in time for " + String.join(" ", progress.unanswered()));
            err.flush();
        }
    }
}
